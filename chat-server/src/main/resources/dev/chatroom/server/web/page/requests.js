// What the user does, as requests to the server.

import { FAULTS } from "./chat.js";
import { command, isCommand } from "./commands.js";
import { roomNamed } from "./text.js";

const TYPING_EVERY = 3000;
const LONGEST_REASON = 1000;

// What may succeed if it is tried again as it is.
const PASSING = new Set(["lost", "late", "recipient-busy", "recipient-unreachable", "overtaken", "cut-off", "not-kept", "unreadable"]);

export class Requests {
  #connection;
  #chat;
  #typingAt = 0;

  constructor(connection, chat) {
    this.#connection = connection;
    this.#chat = chat;
  }

  // What was typed: a command, or lines to be said.
  send(text) {
    const one = this.#chat.current;
    if (isCommand(text)) {
      this.#try(() => command(text, one, this.#chat, this));
      return;
    }
    const plain = text.startsWith("//") ? text.slice(1) : text;
    for (const line of plain.split("\n").filter(each => each.trim() !== "")) {
      this.say(one, line, "said");
    }
  }

  // Carries out a command as if it had been typed.
  perform(text) {
    this.#try(() => command(text, this.#chat.current, this.#chat, this));
  }

  async #try(action) {
    try {
      this.#chat.setFault("");
      await action();
    } catch (refusal) {
      if (refusal.type !== "refused") {
        throw refusal;
      }
      this.#chat.setFault(refusal.text);
    }
  }

  // kind: "said" or "emoted"
  async say(one, text, kind) {
    const by = { ...this.#chat.me };
    const event = { by, text, type: one.direct ? "told" : kind, kind, at: new Date().toISOString() };
    const item = one.timeline.pending(event);
    this.#chat.changed("end");
    try {
      await (one.direct
        ? this.#connection.ask("tell", { to: one.name, text, kind })
        : this.#connection.ask(kind === "emoted" ? "emote" : "say", { room: one.name, text }));
      one.timeline.remove(item);
    } catch (refusal) {
      if (refusal.code === "too-long" || refusal.code === "too-large") {
        one.timeline.remove(item);
        this.#chat.changed("unsaid", { one, text, why: this.#tooLong(text, refusal) });
        return;
      }
      const again = () => { one.timeline.remove(failed); this.say(one, text, kind); };
      const failed = one.timeline.fail(item, { why: refusal.text, action: PASSING.has(refusal.code) ? again : null });
    } finally {
      if (!one.timeline.isPending) {
        this.#chat.clearFault(FAULTS.waiting);
      }
    }
  }

  // A line that was not even sent is refused with the words of the server.
  #tooLong(text, refusal) {
    const most = this.#chat.server.messageCharacters;
    const shown = number => number.toLocaleString("en");
    return refusal.code === "too-large" && text.length > most
      ? `that is ${shown(text.length)} characters long, and ${shown(most)} are allowed`
      : refusal.text;
  }

  async nick(name) {
    this.#chat.setName((await this.#connection.ask("nick", { name })).name);
  }

  async join(room, key) {
    await this.#connection.ask("join", { room, key });
  }

  // Goes into a room and shows it; rejects with the refusal.
  async enter(written, key) {
    const room = roomNamed(written);
    await this.join(room, key);
    this.#chat.setFault("");
    this.#chat.select(this.#chat.room(room));
  }

  // The names of the rooms that there are; none if they cannot be had now.
  async rooms() {
    try {
      return (await this.#connection.ask("rooms")).rooms.map(room => room.name);
    } catch {
      return [];
    }
  }

  // Messages with words in all rooms that the user could enter, the newest first: { events, more }.
  async search(text, before) {
    return this.#connection.ask("search", { room: "", text, ...(before === "" ? {} : { before }) });
  }

  // asks: whether to refuse it at first if nobody would run the room then
  async leave(room, reason, asks = false) {
    await this.#connection.ask("leave", { room, reason, asks });
  }

  // Leaves a room in which the user is; refused once if nobody would run it then.
  async leaveAsking(one, reason) {
    const asks = !one.leavesUnrun;
    await this.leave(one.name, reason, asks).catch(refusal => {
      one.leavesUnrun = refusal.code === "last-operator";
      throw refusal;
    });
  }

  // Takes a conversation off the list; a room is left first if one is there.
  async close(one) {
    if (one.isRoom && one.joined && this.#chat.inside) {
      await this.leaveAsking(one, "");
    } else {
      this.#chat.remove(one);
    }
  }

  // Takes back what the user has said in a room.
  async takeBack(event) {
    await this.#connection.ask("redact", { room: event.room, message: event.id });
  }

  // Leaves the chat.
  quit(reason) {
    // The server shortens what is too long, but has to be able to read it.
    this.command(`/quit ${reason.slice(0, LONGEST_REASON)}`, "");
  }

  // Has the list of who is in a room sent again.
  who(room) {
    this.#connection.tell("who", { room });
  }

  async topic(room, text) {
    await this.#connection.ask("topic", { room, text });
  }

  // A command of the server, answered by lines.
  command(text, room) {
    this.#connection.tell("command", { text, room });
  }

  // Tells others that the user is writing, now and then.
  typing(one) {
    if (one.isRoom && Date.now() - this.#typingAt > TYPING_EVERY) {
      this.#typingAt = Date.now();
      this.#connection.tell("typing", { room: one.name, state: "active" });
    }
  }
}
