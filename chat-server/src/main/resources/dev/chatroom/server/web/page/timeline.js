// What is shown of one conversation, in its order: events by their ids, and notes of the page between them.
// It knows as well between which ids nothing is missing.

import { isAction } from "./wording.js";

const MOST_ITEMS = 5000;
// So many are dropped at once, since all others move up.
const DROPPED_AT_ONCE = 500;
const LAST = Number.MAX_SAFE_INTEGER;
// Larger than any id: what waits to be said stands below all that is said.
const END = 1n << 64n;

const isBefore = (a, b) => a.id < b.id || (a.id === b.id && a.order < b.order);

export class Timeline {
  // { id, order, kind, ... }: events have the order 0; notes come behind the event with their id.
  #items = [];
  #ids = new Map();
  #order = 0;
  #newest = 0n;

  // { from, to }: everything from one id to the other is here; without an end, whatever comes is added.
  #spans = [];

  #watcher = null;

  // What shows it: { inserted(at), removed(item, at), changed(at) }
  watch(watcher) {
    this.#watcher = watcher;
  }

  get items() {
    return this.#items;
  }

  // The id of the newest event; 0 if there is none.
  get newest() {
    return this.#newest;
  }

  get isEmpty() {
    return this.#ids.size === 0;
  }

  has(id) {
    return this.#ids.has(id);
  }

  find(id) {
    return this.#ids.get(id);
  }

  // Events, the oldest of them first.
  events() {
    return this.#items.filter(item => item.kind === "event").map(item => item.event);
  }

  // Puts an event into its place; false if it is there already.
  add(event) {
    if (this.#ids.has(event.id)) {
      return false;
    }
    const item = { id: BigInt(event.id), order: 0, kind: "event", event };
    this.#ids.set(event.id, item);
    this.#insert(item);
    this.#newest = item.id > this.#newest ? item.id : this.#newest;
    return true;
  }

  // Adds something that is no event behind all that has come.
  note(kind, fields) {
    return this.#insert({ id: this.#newest, order: ++this.#order, kind, ...fields });
  }

  // Adds a line of the user's that waits to be said. since: only an event behind this one can be that line.
  pending(event) {
    return this.#insert({ id: END, order: ++this.#order, kind: "pending", event, since: this.#newest });
  }

  get isPending() {
    return this.#items.at(-1)?.kind === "pending";
  }

  // A line that waits is not said, for all that is known. fields: why, and what sends it again
  fail(item, fields) {
    if (this.#items.includes(item)) {
      this.remove(item);
      return this.note("failed", { event: item.event, since: item.since, ...fields });
    }
    return item;
  }

  // An event of the user's: the oldest line that waits or has failed and is the same has been said.
  settle(event) {
    const said = this.#items.find(item => (item.kind === "pending" || item.kind === "failed") && item.since < BigInt(event.id)
      && item.event.text === event.text && item.event.type === event.type && isAction(item.event) === isAction(event));
    if (said !== undefined) {
      this.remove(said);
    }
  }

  // Adds it between the event with this id and the next one.
  noteBehind(id, kind, fields) {
    return this.#insert({ id, order: LAST, kind, ...fields });
  }

  // Adds lines of text, to those before if nothing has come since.
  lines(text) {
    const at = this.#items.findLastIndex(item => item.kind !== "pending");
    const last = this.#items[at];
    if (last?.kind === "lines") {
      last.text += "\n" + text;
      this.#watcher?.changed(at);
    } else {
      this.note("lines", { text });
    }
  }

  change(item, fields) {
    Object.assign(item, fields);
    const at = this.#items.indexOf(item);
    if (at >= 0) {
      this.#watcher?.changed(at);
    }
  }

  remove(item) {
    const at = this.#items.indexOf(item);
    if (at >= 0) {
      this.#removeAt(at);
    }
  }

  // Removes notes of this kind, or those with this mark.
  removeNotes(mark) {
    this.#removeAll(item => item.kind === mark || item.mark === mark);
  }

  redact(id, by) {
    const item = this.#ids.get(id);
    if (item !== undefined) {
      this.change(item, { redactedBy: by });
    }
  }

  // Drops the oldest beyond what a page can show. Whoever reads far up is left in peace for a while.
  trim(isReadingUp) {
    const most = isReadingUp ? 2 * MOST_ITEMS : MOST_ITEMS;
    if (this.#items.length <= most + DROPPED_AT_ONCE) {
      return;
    }
    while (this.#items.length > most) {
      this.#removeAt(0);
    }
    const oldest = this.#items.find(item => item.kind === "event")?.id ?? 0n;
    this.#spans = this.#spans.filter(span => span.to === null || span.to >= oldest);
    if (this.#spans.length > 0 && this.#spans[0].from < oldest) {
      this.#spans[0].from = oldest;
    }
  }

  // ---- What is missing

  // Everything from one id to the other is here; null: whatever comes is added as well.
  covers(from, to) {
    const all = [...this.#spans, { from, to }].sort((a, b) => a.from < b.from ? -1 : a.from > b.from ? 1 : 0);
    this.#spans = [];
    for (const span of all) {
      const below = this.#spans.at(-1);
      if (below === undefined || (below.to !== null && below.to < span.from)) {
        this.#spans.push(span);
      } else if (below.to !== null && (span.to === null || span.to > below.to)) {
        below.to = span.to;
      }
    }
  }

  // Events that come are not added any more, or something was left out.
  cut() {
    const last = this.#spans.at(-1);
    if (last?.to === null) {
      last.to = this.#newest > last.from ? this.#newest : last.from;
    }
  }

  get isLive() {
    return this.#spans.at(-1)?.to === null;
  }

  // The id before which something is missing although older events are shown; null if nothing is.
  gap() {
    const oldest = this.#items.find(item => item.kind === "event")?.id;
    const span = this.#spans.findLast(each => each.from > 0n);
    return oldest !== undefined && span !== undefined && oldest < span.from ? span.from : null;
  }

  // The id before which older events may be loaded; null if there are none.
  get beginning() {
    const from = this.#spans[0]?.from ?? 0n;
    return from === 0n ? null : from;
  }

  // ---- The order

  #insert(item) {
    let low = 0;
    let high = this.#items.length;
    if (high > 0 && isBefore(this.#items[high - 1], item)) {
      low = high;
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(item, this.#items[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    this.#items.splice(low, 0, item);
    this.#watcher?.inserted(low);
    return item;
  }

  #removeAt(at) {
    const [item] = this.#items.splice(at, 1);
    if (item.kind === "event") {
      this.#ids.delete(item.event.id);
    }
    this.#watcher?.removed(item, at);
  }

  #removeAll(isMeant) {
    for (let at = this.#items.length - 1; at >= 0; at--) {
      if (isMeant(this.#items[at])) {
        this.#removeAt(at);
      }
    }
  }
}
