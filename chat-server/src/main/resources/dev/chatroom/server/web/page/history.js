// Loads what is missing: behind a lost connection, between lines that are shown, and before them.

const PAGE = 100;
const MOST_PAGES = 5;

export class History {
  #connection;
  #chat;
  // Conversation -> what is being loaded for it.
  #busy = new Map();

  constructor(connection, chat) {
    this.#connection = connection;
    this.#chat = chat;
  }

  // Makes what is shown of a room contiguous, from its newest line back, as far as a few pages reach.
  async fill(one) {
    if (one.direct || !one.joined) {
      return;
    }
    await this.#alone(one, async () => {
      if (!one.timeline.isLive) {
        await this.#load(one, null);
      }
      this.#markReturn(one);
      for (let pages = 1; pages < MOST_PAGES && one.timeline.gap() !== null; pages++) {
        await this.#load(one, one.timeline.gap());
      }
    });
    this.#showGap(one);
  }

  // Loads a page of what is older than all that is shown.
  async older(one) {
    if (!this.#busy.has(one)) {
      await this.#page(one, one.timeline.beginning);
    }
  }

  // Loads what happened before and after an event, and shows it.
  async around(one, id) {
    if (!one.timeline.has(id)) {
      await this.#alone(one, async () => {
        const done = await this.#connection.ask("history", { room: one.name, around: id, limit: PAGE });
        if (done.events.length > 0) {
          const ids = done.events.map(event => BigInt(event.id));
          one.timeline.covers(done.more ? ids[0] : 0n, ids.at(-1));
          this.#show(one, done.events);
        }
      });
      this.#showGap(one);
    }
  }

  async #page(one, before) {
    if (one.direct || !one.joined || !this.#chat.inside || before === null) {
      return;
    }
    await this.#alone(one, () => this.#load(one, before));
    this.#showGap(one);
  }

  // One after the other for each conversation. A refusal ends it, and another attempt comes with the next need.
  async #alone(one, loads) {
    const before = this.#busy.get(one) ?? Promise.resolve();
    const loading = before.then(loads).catch(refusal => {
      if (refusal.type !== "refused") {
        throw refusal;
      }
    });
    this.#busy.set(one, loading);
    await loading;
    if (this.#busy.get(one) === loading) {
      this.#busy.delete(one);
    }
  }

  // before: an id; null for the newest of all.
  async #load(one, before) {
    const done = await this.#connection.ask("history", {
      room: one.name, limit: PAGE, ...(before === null ? {} : { before: String(before) }),
    });
    const first = done.first ?? done.events[0]?.id;
    // Without any event there is nothing to go on from.
    const from = done.more && first !== undefined ? BigInt(first) : 0n;
    one.timeline.covers(from, before);
    this.#show(one, done.events);
  }

  #show(one, events) {
    this.#chat.changed("loading", one);
    for (const event of events) {
      if (event.type === "redacted") {
        one.timeline.redact(event.message, event.by.name);
      }
      this.#chat.receive(one, event, false);
    }
    this.#chat.changed("loaded", one);
  }

  // Says where the user was away.
  #markReturn(one) {
    const since = one.lostAt;
    one.lostAt = null;
    const isNews = event => BigInt(event.id) > since && event.text !== undefined && !this.#chat.isOwn(event.by);
    if (since !== null && one.timeline.events().some(isNews)) {
      one.timeline.removeNotes("away");
      one.timeline.noteBehind(since, "divider", { text: "while you were away", mark: "away" });
    }
  }

  #showGap(one) {
    one.timeline.removeNotes("gap");
    const gap = one.timeline.gap();
    if (gap !== null) {
      one.timeline.noteBehind(gap - 1n, "gap", { action: () => this.#page(one, gap) });
    }
  }
}
