// One conversation: a room, or the messages with one person.

import { fold } from "./text.js";
import { Timeline } from "./timeline.js";

export const keyOf = (name, direct) => (direct ? "@" : "#") + fold(name);

const SPEECH = new Set(["said", "emoted", "noticed", "told"]);
export const isSpeech = event => SPEECH.has(event.type);

export class Conversation {
  timeline = new Timeline();
  topic = "";
  members = new Map();
  present = 0;
  // Folded names of those who are muted, as far as the user may know.
  muted = new Set();
  // Who is writing: id -> { name, until }
  typing = new Map();
  // Of a private conversation: the id of the other person, once known.
  personId = "";
  unread = 0;
  mentioned = false;
  // The id of the newest event that the user has read; null of a room in which the user has not been.
  readUpTo;
  // So many of what is said before one comes in for the first time are not news.
  greeting = 0;
  // Whether the connection was lost since the newest event, and that event.
  lostAt = null;
  // When the user was banned from it; a ban comes before one is put out.
  bannedAt = undefined;
  // Whether the user has been told that nobody would run the room then.
  leavesUnrun = false;
  draft = "";
  // Where the user was reading; null for the end.
  place = null;

  constructor(name, direct) {
    this.name = name;
    this.direct = direct;
    // Whether one can write here.
    this.joined = direct;
    this.readUpTo = direct ? 0n : null;
  }

  get key() {
    return keyOf(this.name, this.direct);
  }

  get isRoom() {
    return !this.direct;
  }

  isMuted(person) {
    return this.muted.has(fold(person.name)) && this.ranksOf(person.id).length === 0;
  }

  isRunBy(person) {
    return this.ranksOf(person.id).includes("operator");
  }

  ranksOf(id) {
    return this.members.get(id)?.ranks ?? [];
  }
}
