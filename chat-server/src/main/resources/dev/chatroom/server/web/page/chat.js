// The state of the page: who one is, which conversations there are, which one is shown. Everything that is shown reads it, and is
// told by an event of its own what has changed: "list", "people", "head", "typing", "select", "me", "question", "fault", "called", "runs".

import { Conversation, isSpeech, keyOf } from "./conversation.js";
import { fold, mentions } from "./text.js";

// What has a line in a conversation.
const SHOWN = new Set([
  "said", "emoted", "noticed", "told", "joined", "left", "kicked", "renamed", "topic", "modes", "crowd",
]);

// What stands below the field until it is so no more.
export const FAULTS = {
  notConnected: "Not connected. The line stays here; press Enter again once connected.",
  slow: "No answer for 8 s; still trying…",
  waiting: "What you sent waits its turn; it is said in a moment.",
  inNoRoom: "You are in no room. The line stays here; go into a room first.",
};

// Faults that are shown wherever one looks.
const EVERYWHERE = new Set([FAULTS.slow, FAULTS.waiting]);

export class Chat extends EventTarget {
  me = { id: "", name: "" };
  server = null;
  // How the server is reached, as it says itself.
  reached = "";
  // Whether one has a name and may do something.
  inside = false;
  // Whether one has been in all rooms in which one was before. Until then it is not known in which one is.
  isSettled = false;
  // Whether the user runs the server, and so every room.
  runsServer = false;
  current = null;
  // What is shown once the last conversation is left, until there is another.
  nowhere = null;
  // Whether the connection is lost, and tried again.
  connecting = false;
  // What the user is asked: { fault, password }; null if nothing.
  question = null;
  fault = "";
  // Whether the newest line of the current conversation is looked at.
  #following = true;
  #conversations = new Map();
  // The conversations in the order in which they were shown last.
  #visited = [];

  changed(what, detail = null) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  on(what, action) {
    this.addEventListener(what, event => action(event.detail));
  }

  // ---- Conversations

  get all() {
    return [...this.#conversations.values()];
  }

  get unread() {
    return this.all.reduce((sum, one) => sum + one.unread, 0);
  }

  find(name, direct) {
    return this.#conversations.get(keyOf(name, direct));
  }

  room(name) {
    return this.#open(name, false);
  }

  // The messages with somebody: by id, since a name may have changed.
  person(name, id = "") {
    const known = id === "" ? undefined : this.all.find(one => one.direct && one.personId === id);
    const one = known ?? this.#open(name, true);
    one.personId = id || one.personId;
    return one;
  }

  #open(name, direct) {
    const known = this.find(name, direct);
    if (known !== undefined) {
      return known;
    }
    const made = new Conversation(name, direct);
    this.#conversations.set(made.key, made);
    this.changed("list");
    return made;
  }

  // Somebody with whom one writes has another name.
  rename(one, name) {
    const other = this.find(name, true);
    this.#conversations.delete(one.key);
    if (other !== undefined && other !== one) {
      this.remove(other);
      other.timeline.events().forEach(event => one.timeline.add(event));
    }
    one.name = name;
    this.#conversations.set(one.key, one);
    this.changed("list");
    this.changed("head");
  }

  remove(one) {
    this.#conversations.delete(one.key);
    this.#visited = this.#visited.filter(each => each !== one);
    if (one === this.current) {
      this.#moves(one);
      this.current = null;
      const next = this.#visited.at(-1) ?? this.all[0];
      if (next === undefined) {
        this.beNowhere(one);
      } else {
        this.select(next);
      }
    }
    this.changed("list");
  }

  // before: what was shown, if anything
  beNowhere(before = null) {
    this.nowhere = new Conversation("", false);
    this.nowhere.timeline.note("nowhere", { room: this.server?.room ?? "" });
    this.changed("select", before);
  }

  select(one) {
    const before = this.current;
    this.#moves(this.nowhere ?? (before === one ? null : before));
    this.nowhere = null;
    if (before !== one) {
      before?.timeline.removeNotes("new");
    }
    this.#visited = [...this.#visited.filter(each => each !== one), one];
    this.current = one;
    if (before !== one && one.unread > 0 && one.readUpTo !== null) {
      one.timeline.noteBehind(one.readUpTo, "divider", { text: "new", mark: "new" });
    }
    this.changed("select", before);
    this.changed("list");
  }

  // A fault of the other place is past. Somebody who is not inside has to know why.
  #moves(from) {
    if (from !== null && this.inside && !EVERYWHERE.has(this.fault)) {
      this.setFault("");
    }
  }

  // The conversation that the user looks at, for what belongs to none; null before there is one.
  get shown() {
    return this.current ?? this.nowhere ?? this.all[0] ?? null;
  }

  // ---- Events of a conversation

  // live: it happens now.
  receive(one, event, live) {
    if (!this.#isShown(event) || !one.timeline.add(event)) {
      return;
    }
    if (live) {
      one.timeline.trim(one === this.current && !this.#following);
    }
    if (isSpeech(event)) {
      if (this.isOwn(event.by)) {
        one.timeline.settle(event);
      }
      one.timeline.removeNotes("welcome");
      one.typing.delete(event.by.id);
      this.#count(one, event, live);
    }
  }

  // That one comes and goes oneself is no news.
  #isShown(event) {
    const comesOrGoes = event.type === "joined" || event.type === "left";
    return SHOWN.has(event.type) && !(comesOrGoes && this.isOwn(event.by));
  }

  #count(one, event, live) {
    const id = BigInt(event.id);
    const old = one.readUpTo === null ? !live : id <= one.readUpTo;
    if (!live && one.greeting > 0) {
      one.greeting--;
      one.readUpTo = id;
      return;
    }
    if (old) {
      return;
    }
    if (this.isOwn(event.by)) {
      one.readUpTo = one.unread === 0 ? id : one.readUpTo;
      return;
    }
    const called = one.direct || mentions(event.text, this.me.name);
    if (called && live && (one !== this.current || document.hidden)) {
      this.changed("called", { one, event });
    }
    if (this.#isRead(one)) {
      one.readUpTo = id;
      return;
    }
    one.unread++;
    one.mentioned ||= called;
    this.changed("list");
  }

  // Also by name: after a reload one has another id.
  isOwn(author) {
    return author.id === this.me.id || fold(author.name) === fold(this.me.name);
  }

  #isRead(one) {
    return one === this.current && this.#following && !document.hidden;
  }

  get following() {
    return this.#following;
  }

  follow(following) {
    this.#following = following;
    this.markRead();
  }

  // The user sees the newest line of the conversation that is shown.
  markRead() {
    const one = this.current;
    if (one === null || !this.#isRead(one)) {
      return;
    }
    one.readUpTo = one.timeline.newest || one.readUpTo;
    if (one.unread > 0) {
      one.unread = 0;
      one.mentioned = false;
      this.changed("list");
    }
  }

  // ---- The user and the connection

  setName(name) {
    this.me.name = name;
    this.changed("me");
  }

  setRunsServer(runs) {
    if (runs !== this.runsServer) {
      this.runsServer = runs;
      this.all.filter(one => runs && one.isRoom && one.joined).forEach(one => this.changed("runs", one));
      this.changed("people");
    }
  }

  runs(room) {
    return this.runsServer || room.isRunBy(this.me);
  }

  ask(question) {
    this.question = question;
    this.changed("question");
  }

  setFault(text) {
    this.fault = text;
    this.changed("fault");
  }

  // Takes a fault away if it is still shown.
  clearFault(text) {
    if (this.fault === text) {
      this.setFault("");
    }
  }

  setConnecting(connecting) {
    this.connecting = connecting;
    this.changed("head");
  }

  // Nothing comes any more until the user is in again.
  lost() {
    this.inside = false;
    for (const one of this.all) {
      one.timeline.cut();
      one.lostAt ??= one.timeline.isEmpty ? null : one.timeline.newest;
    }
  }
}
