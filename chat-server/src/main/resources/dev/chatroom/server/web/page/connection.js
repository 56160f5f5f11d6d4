// The WebSocket to the server: requests with answers, events, and coming back when it was lost.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 20000;
const ANSWER_WAIT = 30000;

const LOST = { type: "refused", code: "lost", text: "the connection was lost" };

export class Connection {
  #socket = null;
  // ref -> { done, fail, events }: requests without an answer
  #waiting = new Map();
  #number = 0;
  #wait = FIRST_WAIT;
  #secret;
  #onMessage;
  #onLost;

  // secret(): makes the user of the connection before go on, if there is one; onMessage(message): what is no part of a longer
  // answer; onLost(): it is tried again by itself
  constructor(secret, onMessage, onLost) {
    this.#secret = secret;
    this.#onMessage = onMessage;
    this.#onLost = onLost;
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const secret = this.#secret();
    const offered = ["chat.v1.json", ...(secret === "" ? [] : ["resume." + secret])];
    const socket = new WebSocket(scheme + "//" + location.host + "/ws", offered);
    this.#socket = socket;
    socket.onopen = () => { this.#wait = FIRST_WAIT; };
    socket.onmessage = event => this.#take(JSON.parse(event.data));
    socket.onclose = () => {
      this.#failAll();
      if (this.#socket === socket) {
        this.#onLost();
        // Not all at the same moment when a server is back.
        setTimeout(() => this.#socket === socket && this.open(), this.#wait * (0.5 + Math.random()));
        this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
      }
    };
  }

  get #isOpen() {
    return this.#socket !== null && this.#socket.readyState === WebSocket.OPEN;
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
    return new Promise((done, fail) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(ref);
        fail({ type: "refused", code: "late", text: "the server has not answered" });
      }, ANSWER_WAIT);
      this.#waiting.set(ref, {
        events: [],
        done: message => { clearTimeout(timer); done(message); },
        fail: message => { clearTimeout(timer); fail(message); },
      });
      this.#socket.send(JSON.stringify({ do: what, ref, ...fields }));
    });
  }

  // Sends what needs no answer.
  tell(what, fields = {}) {
    if (this.#isOpen) {
      this.#socket.send(JSON.stringify({ do: what, ...fields }));
    }
  }

  #take(message) {
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
