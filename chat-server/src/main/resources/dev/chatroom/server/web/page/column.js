// A conversation as rows: it follows the timeline, groups what one person says, and folds who comes and goes into one line.

import { element } from "./element.js";
import { rowOf } from "./row.js";
import { shownDay } from "./text.js";
import { comingsAndGoings, isAction } from "./wording.js";

const GROUPED_WITHIN = 5 * 60 * 1000;

const isComing = item => item?.kind === "event" && (item.event.type === "joined" || item.event.type === "left");
const dayOf = item => (item.day ??= new Date(item.event.at).toDateString());
const isSaid = item => (item?.kind === "event" || item?.kind === "pending") && item.event.text !== undefined && item.event.type !== "topic";

export class Column {
  root = element("div", "column");
  #timeline;
  #reader;
  // item -> its row; those that are folded into another have none
  #rows = new Map();
  // item -> the line above it that says which day it is
  #days = new Map();

  // reader: as rows need it
  constructor(timeline, reader) {
    this.#timeline = timeline;
    this.#reader = reader;
    this.#timeline.items.forEach((_, at) => this.inserted(at));
    this.#timeline.watch(this);
  }

  // The row of an event; nothing if it has none.
  rowOf(id) {
    return this.#rows.get(this.#timeline.find(id));
  }

  inserted(at) {
    this.#show(at);
    this.#show(at + 1);
  }

  removed(item, at) {
    this.#drop(item);
    this.#show(at);
    this.#fold(at - 1);
  }

  changed(at) {
    const item = this.#items[at];
    const before = this.#rows.get(item);
    if (before !== undefined) {
      const row = rowOf(item, this.#reader);
      this.#rows.set(item, row);
      before.replaceWith(row);
    }
    this.#show(at);
  }

  get #items() {
    return this.#timeline.items;
  }

  // Brings the row of an item into line with the item before it.
  #show(at) {
    const item = this.#items[at];
    if (item === undefined) {
      return;
    }
    const before = this.#items[at - 1];
    if (isComing(item) && isComing(before) && !this.#showDay(item, at)) {
      this.#drop(item);
      this.#fold(at);
      return;
    }
    this.#showDay(item, at);
    let row = this.#rows.get(item);
    if (row === undefined) {
      row = rowOf(item, this.#reader);
      this.#rows.set(item, row);
      this.root.insertBefore(row, this.#nextNode(at));
    }
    if (isSaid(item)) {
      row.classList.toggle("same", this.#continues(item, before));
    }
    this.#fold(at);
    if (isComing(before)) {
      this.#fold(at - 1);
    }
  }

  // Whether somebody goes on speaking.
  #continues(item, before) {
    return isSaid(before) && !this.#days.has(item)
      && item.event.by.id === before.event.by.id && item.event.type === before.event.type
      && !isAction(item.event) && !isAction(before.event)
      && new Date(item.event.at) - new Date(before.event.at) < GROUPED_WITHIN;
  }

  // Shows the day above an item if another day is above that; whether it does.
  #showDay(item, at) {
    const shown = this.#days.get(item);
    if (!this.#beginsDay(item, at)) {
      shown?.remove();
      this.#days.delete(item);
      return false;
    }
    if (shown === undefined) {
      const day = element("div", "divider", shownDay(new Date(item.event.at)));
      this.#days.set(item, day);
      this.root.insertBefore(day, this.#rows.get(item) ?? this.#nextNode(at));
    }
    return true;
  }

  #beginsDay(item, at) {
    if (item.kind !== "event") {
      return false;
    }
    let above = at - 1;
    while (above >= 0 && this.#items[above].kind !== "event") {
      above--;
    }
    return (above < 0 ? new Date().toDateString() : dayOf(this.#items[above])) !== dayOf(item);
  }

  // The element in front of which the row of an item belongs; null for the end.
  #nextNode(at) {
    for (let next = at + 1; next < this.#items.length; next++) {
      const item = this.#items[next];
      const node = this.#days.get(item) ?? this.#rows.get(item);
      if (node !== undefined) {
        return node;
      }
    }
    return null;
  }

  // Gives a row of comings and goings its words: those of all that are folded into it.
  #fold(at) {
    if (!isComing(this.#items[at])) {
      return;
    }
    let first = at;
    while (!this.#rows.has(this.#items[first]) && isComing(this.#items[first - 1])) {
      first--;
    }
    const row = this.#rows.get(this.#items[first]);
    const events = [];
    for (let next = first; isComing(this.#items[next]) && (next === first || !this.#rows.has(this.#items[next])); next++) {
      events.push(this.#items[next].event);
    }
    if (row !== undefined) {
      const text = comingsAndGoings(events);
      row.querySelector(".words").textContent = text;
      row.hidden = text === "";
    }
  }

  #drop(item) {
    this.#rows.get(item)?.remove();
    this.#rows.delete(item);
    this.#days.get(item)?.remove();
    this.#days.delete(item);
  }
}
