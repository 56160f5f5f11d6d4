// The WebSocket to the server: requests with answers, events, and coming back when it was lost.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 20000;
const ANSWER_WAIT = 30000;

export class Connection {
  #socket = null;
  #waiting = new Map();
  #number = 0;
  #wait = FIRST_WAIT;
  #given = false;

  // onMessage(message), onState("open" | "lost")
  constructor(onMessage, onState) {
    this.onMessage = onMessage;
    this.onState = onState;
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(scheme + "//" + location.host + "/ws", "chat.v1.json");
    this.#socket = socket;
    socket.onopen = () => {
      this.#wait = FIRST_WAIT;
      this.onState("open");
    };
    socket.onmessage = event => this.#take(JSON.parse(event.data));
    socket.onclose = () => {
      for (const { fail } of this.#waiting.values()) {
        fail({ type: "refused", code: "lost", text: "the connection was lost" });
      }
      this.#waiting.clear();
      if (!this.#given) {
        this.onState("lost");
        // Not all at the same moment when a server is back.
        setTimeout(() => this.open(), this.#wait * (0.5 + Math.random()));
        this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
      }
    };
  }

  get isOpen() {
    return this.#socket !== null && this.#socket.readyState === WebSocket.OPEN;
  }

  close() {
    this.#given = true;
    this.#socket?.close();
  }

  // Sends a request; resolves with the message that answers it, rejects with the refusal.
  ask(what, fields = {}) {
    if (!this.isOpen) {
      return Promise.reject({ type: "refused", code: "lost", text: "not connected" });
    }
    const ref = String(++this.#number);
    return new Promise((done, fail) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(ref);
        fail({ type: "refused", code: "late", text: "the server has not answered" });
      }, ANSWER_WAIT);
      this.#waiting.set(ref, {
        done: message => { clearTimeout(timer); done(message); },
        fail: message => { clearTimeout(timer); fail(message); },
      });
      this.#socket.send(JSON.stringify({ do: what, ref, ...fields }));
    });
  }

  // Sends what needs no answer.
  tell(what, fields = {}) {
    if (this.isOpen) {
      this.#socket.send(JSON.stringify({ do: what, ...fields }));
    }
  }

  #take(message) {
    const waiting = message.ref === undefined || message.past === true ? undefined : this.#waiting.get(message.ref);
    if (waiting !== undefined) {
      this.#waiting.delete(message.ref);
    }
    if (message.type === "refused" && waiting !== undefined) {
      waiting.fail(message);
      return;
    }
    this.onMessage(message);
    waiting?.done(message);
  }
}
