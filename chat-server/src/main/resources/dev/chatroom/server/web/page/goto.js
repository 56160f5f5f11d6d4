// Ctrl+K: goes to a room or a person by a few letters.

import { $, closable } from "./element.js";
import { Menu } from "./menu.js";
import { fold } from "./text.js";

const MOST_SHOWN = 10;

export class GoTo {
  #chat;
  #requests;
  #dialog = $("goto");
  #field = $("goto-field");
  #menu = new Menu($("goto-list"), $("goto-field"));
  // Rooms that the server has named, besides those in which the user is.
  #rooms = [];

  constructor(chat, requests) {
    this.#chat = chat;
    this.#requests = requests;
    closable(this.#dialog);
    document.addEventListener("keydown", event => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        this.#open();
      }
    });
    this.#field.addEventListener("input", () => this.#show());
    this.#field.addEventListener("keydown", event => {
      if (!event.isComposing && this.#menu.takes(event.key)) {
        event.preventDefault();
      }
    });
    $("goto-form").addEventListener("submit", event => event.preventDefault());
  }

  async #open() {
    if (!this.#chat.inside || document.querySelector("dialog[open]") !== null) {
      return;
    }
    this.#field.value = "";
    this.#dialog.showModal();
    this.#show();
    this.#rooms = await this.#requests.rooms();
    if (this.#dialog.open) {
      this.#show();
    }
  }

  // Those whose names begin with the letters come first.
  #show() {
    const typed = fold(this.#field.value.trim());
    const entries = this.#entries().filter(entry => fold(entry.name).includes(typed));
    const begins = entry => fold(entry.name).startsWith(typed) ? 0 : 1;
    entries.sort((a, b) => begins(a) - begins(b));
    const name = this.#field.value.trim();
    if (entries.length === 0 && name !== "" && !/\s/.test(name)) {
      entries.push(this.#entryFor(name));
    }
    this.#menu.show(entries.slice(0, MOST_SHOWN), "Rooms and people");
  }

  #entries() {
    const entries = this.#chat.all.filter(one => one !== this.#chat.current).map(one => ({
      name: one.name, label: one.name, help: this.#helpFor(one), pick: this.#going(() => this.#chat.select(one)),
    }));
    for (const name of this.#rooms.filter(room => this.#chat.find(room, false) === undefined)) {
      entries.push(this.#entryFor(name));
    }
    for (const member of this.#people()) {
      entries.push({
        name: member.name, label: member.name, help: "person to write to",
        pick: this.#going(() => this.#chat.select(this.#chat.person(member.name, member.id))),
      });
    }
    return entries;
  }

  // A room in which the user is not.
  #entryFor(name) {
    return { name, label: name, help: "room to go into", pick: this.#going(() => this.#requests.perform(`/join ${name}`)) };
  }

  #going(action) {
    return () => {
      this.#dialog.close();
      action();
    };
  }

  #helpFor(one) {
    const unread = one.unread > 0 ? `, ${one.unread} unread` : "";
    return (one.direct ? "person" : "room") + unread;
  }

  #people() {
    const members = new Map(this.#chat.all.flatMap(one => [...one.members.values()]).map(member => [member.id, member]));
    return [...members.values()].filter(member =>
      member.id !== this.#chat.me.id && this.#chat.find(member.name, true) === undefined);
  }
}
