// The WebSocket to the server: requests with answers, events, and coming back when it was lost.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 20000;
const ANSWER_WAIT = 30000;
const LOOKS_EVERY = 1000;
const SLOW_AFTER = 8000;
const PING_AFTER = 20000;
// So long a ping may have no answer, nor anything else come, until the connection counts as lost.
const PING_WAIT = 25000;

// They are said sooner or later, unless the connection is lost.
const UNTIMED = new Set(["say", "emote", "tell"]);

// The longest request that the server reads; it ends the connection of whoever sends a longer one.
const MOST_BYTES = 32 * 1024;

const TOO_LARGE = { type: "refused", code: "too-large", text: "that is more than can be sent at once" };

const LOST = { type: "refused", code: "lost", text: "the connection was lost" };

export class Connection {
  #socket = null;
  // ref -> { at, done, fail, events }: requests without an answer
  #waiting = new Map();
  #number = 0;
  #wait = FIRST_WAIT;
  #secret;
  #onMessage;
  #onLost;
  #onSlow;
  // When something came last, and when a ping was asked since then; 0 if none was.
  #heardAt = 0;
  #pingedAt = 0;

  // secret(): makes the user of the connection before go on, if there is one; onMessage(message): what is no part of a longer
  // answer; onLost(): it is tried again by itself; onSlow(slow): whether a request waits for its answer longer than it should
  constructor(secret, onMessage, onLost, onSlow) {
    this.#secret = secret;
    this.#onMessage = onMessage;
    this.#onLost = onLost;
    this.#onSlow = onSlow;
    setInterval(() => this.#look(), LOOKS_EVERY);
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const secret = this.#secret();
    const offered = ["chat.v1.json", ...(secret === "" ? [] : ["resume." + secret])];
    const socket = new WebSocket(scheme + "//" + location.host + "/ws", offered);
    this.#socket = socket;
    socket.onmessage = event => {
      this.#heard();
      this.#take(JSON.parse(event.data));
    };
    socket.onclose = () => this.#lose(socket);
    this.#heard();
  }

  #lose(socket) {
    socket.onmessage = null;
    socket.onclose = null;
    if (this.#socket === socket) {
      this.#failAll();
      this.#onLost();
      // Not all at the same moment when a server is back.
      setTimeout(() => this.#socket === socket && this.open(), this.#wait * (0.5 + Math.random()));
      this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
    }
  }

  #heard() {
    this.#heardAt = Date.now();
    this.#pingedAt = 0;
    this.#onSlow(false);
  }

  // A connection that is dead without an end is found by asking.
  #look() {
    const now = Date.now();
    if (!this.#isOpen) {
      return;
    }
    if (this.#pingedAt > 0 && now - this.#pingedAt > PING_WAIT) {
      const socket = this.#socket;
      socket.close();
      this.#lose(socket);
      return;
    }
    if (this.#pingedAt === 0 && now - this.#heardAt >= PING_AFTER && !document.hidden) {
      this.#pingedAt = now;
      this.ask("ping").catch(() => {});
    }
    if ([...this.#waiting.values()].some(one => now - Math.max(one.at, this.#heardAt) > SLOW_AFTER)) {
      this.#onSlow(true);
    }
  }

  get #isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  // Ends it until somebody opens it again.
  close() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#failAll();
  }

  // Sends a request. Resolves with the message that answers it, whose `events` are those that came before it as part of the
  // answer; rejects with the refusal.
  ask(what, fields = {}) {
    if (!this.#isOpen) {
      return Promise.reject(LOST);
    }
    const ref = String(++this.#number);
    const request = JSON.stringify({ do: what, ref, ...fields });
    if (isTooLarge(request)) {
      return Promise.reject(TOO_LARGE);
    }
    return new Promise((done, fail) => {
      const timer = UNTIMED.has(what) ? undefined : setTimeout(() => {
        this.#waiting.delete(ref);
        fail({ type: "refused", code: "late", text: "the server has not answered" });
      }, ANSWER_WAIT);
      this.#waiting.set(ref, {
        at: Date.now(),
        events: [],
        done: message => { clearTimeout(timer); done(message); },
        fail: message => { clearTimeout(timer); fail(message); },
      });
      this.#socket.send(request);
    });
  }

  // Sends what needs no answer; throws a refusal if it cannot be sent.
  tell(what, fields = {}) {
    const request = JSON.stringify({ do: what, ...fields });
    if (isTooLarge(request)) {
      throw TOO_LARGE;
    }
    if (this.#isOpen) {
      this.#socket.send(request);
    }
  }

  #take(message) {
    // Whoever is told at once why the connection ends is not better off for trying again soon.
    if (message.type !== "bye") {
      this.#wait = FIRST_WAIT;
    }
    const waiting = message.ref === undefined ? undefined : this.#waiting.get(message.ref);
    if (waiting !== undefined && (message.past === true || message.found === true)) {
      waiting.events.push(message);
      return;
    }
    if (waiting !== undefined) {
      this.#waiting.delete(message.ref);
    }
    if (message.type === "refused" && waiting !== undefined) {
      waiting.fail(message);
      return;
    }
    this.#onMessage(message);
    waiting?.done({ ...message, events: waiting.events });
  }

  #failAll() {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    all.forEach(one => one.fail(LOST));
  }
}

function isTooLarge(request) {
  return new TextEncoder().encode(request).length > MOST_BYTES;
}
