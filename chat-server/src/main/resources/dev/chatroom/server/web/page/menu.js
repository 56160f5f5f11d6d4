// A list above the input from which one entry is chosen: commands, or what can be done with somebody.

import { $, element } from "./element.js";

export class Menu {
  #box = $("menu");
  #entries = [];

  constructor() {
    document.addEventListener("click", event => {
      // An entry that was pressed may be gone by now.
      if (!event.composedPath().includes(this.#box) && event.target.closest("button") === null) {
        this.hide();
      }
    });
  }

  // entries: { label, help, pick() }; what pick returns is the entry that takes its place, and must be picked again
  show(entries, label) {
    this.#entries = entries;
    this.#box.setAttribute("aria-label", label);
    this.#box.replaceChildren(...entries.map((entry, at) => this.#row(entry, at)));
    this.#box.hidden = entries.length === 0;
    this.#choose(0);
  }

  hide() {
    this.#box.hidden = true;
    $("input").removeAttribute("aria-activedescendant");
  }

  get isOpen() {
    return !this.#box.hidden;
  }

  // Whether the chosen entry is exactly what was typed.
  isTyped(text) {
    return this.#entries[this.#chosen]?.label.split(" ")[0] === text.trim();
  }

  pick() {
    this.#box.children[this.#chosen]?.click();
  }

  move(by) {
    this.#choose((this.#chosen + by + this.#entries.length) % this.#entries.length);
    this.#box.children[this.#chosen].scrollIntoView({ block: "nearest" });
  }

  get #chosen() {
    return [...this.#box.children].findIndex(row => row.getAttribute("aria-selected") === "true");
  }

  #choose(at) {
    [...this.#box.children].forEach((row, each) => row.setAttribute("aria-selected", String(each === at)));
    if (this.#box.children[at] !== undefined) {
      $("input").setAttribute("aria-activedescendant", this.#box.children[at].id);
    }
  }

  #row(entry, at) {
    const row = element("div", "", element("b", "", entry.label), element("span", "", entry.help));
    row.setAttribute("role", "option");
    row.id = `menu-${at}`;
    row.addEventListener("click", () => {
      const instead = entry.pick();
      if (instead?.label === undefined) {
        this.hide();
        return;
      }
      this.#entries = this.#entries.with(at, instead);
      const again = this.#row(instead, at);
      row.replaceWith(again);
      this.#choose(at);
    });
    return row;
  }
}
