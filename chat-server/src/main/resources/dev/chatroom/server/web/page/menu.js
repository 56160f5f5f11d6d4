// A list beside a field, from which one entry is chosen with the keys of the field or by a press.

import { element } from "./element.js";

export class Menu {
  #box;
  #field;
  #entries = [];

  constructor(box, field) {
    this.#box = box;
    this.#field = field;
    document.addEventListener("click", event => {
      // An entry that was pressed may be gone by now.
      if (!event.composedPath().includes(this.#box) && event.target.closest("button") === null) {
        this.hide();
      }
    });
  }

  // entries: { label, help, danger, pick() }; what pick returns is the entry that takes its place, and must be picked again
  // near: the element at which it opens; null for its usual place
  show(entries, label, near = null) {
    this.#entries = entries;
    this.#box.setAttribute("role", "listbox");
    this.#box.setAttribute("aria-label", label);
    this.#box.replaceChildren(...entries.map((entry, at) => this.#row(entry, at)));
    this.#box.hidden = entries.length === 0;
    this.#place(near);
    this.#choose(0);
  }

  // Shows something to read, which the keys of the field do not reach.
  tell(content) {
    this.#entries = [];
    this.#box.setAttribute("role", "note");
    this.#box.setAttribute("aria-label", "Help");
    this.#box.replaceChildren(content);
    this.#box.hidden = false;
    this.#place(null);
  }

  // A narrow screen has another place for what opens at an element.
  #place(near) {
    this.#box.classList.toggle("near", near !== null);
    if (near !== null) {
      const { left, bottom } = near.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height, style } = this.#box;
      style.setProperty("--left", Math.max(8, Math.min(left, innerWidth - width - 8)) + "px");
      style.setProperty("--top", Math.max(8, Math.min(bottom, innerHeight - height - 8)) + "px");
    }
  }

  hide() {
    this.#box.hidden = true;
    this.#entries = [];
    this.#field.removeAttribute("aria-activedescendant");
  }

  // Whether there is something to choose.
  get isOpen() {
    return this.#entries.length > 0;
  }

  // Whether something to read is shown.
  get isRead() {
    return !this.#box.hidden && !this.isOpen;
  }

  // Moves or picks if the key does that; false if it does something else.
  takes(key) {
    switch (this.isOpen ? key : "") {
      case "ArrowUp":
        this.#move(-1);
        return true;
      case "ArrowDown":
        this.#move(1);
        return true;
      case "Enter":
      case "Tab":
        this.#box.children[this.#chosen]?.click();
        return true;
      default:
        return false;
    }
  }

  // Whether the chosen entry is exactly what was typed.
  isTyped(text) {
    return this.#entries[this.#chosen]?.label.split(" ")[0] === text.trim();
  }

  #move(by) {
    this.#choose((this.#chosen + by + this.#entries.length) % this.#entries.length);
    this.#box.children[this.#chosen].scrollIntoView({ block: "nearest" });
  }

  get #chosen() {
    return [...this.#box.children].findIndex(row => row.getAttribute("aria-selected") === "true");
  }

  #choose(at) {
    [...this.#box.children].forEach((row, each) => row.setAttribute("aria-selected", String(each === at)));
    if (this.#box.children[at] !== undefined) {
      this.#field.setAttribute("aria-activedescendant", this.#box.children[at].id);
    }
  }

  #row(entry, at) {
    const row = element("div", "", element("b", "", entry.label), element("span", "", entry.help));
    row.setAttribute("role", "option");
    row.classList.toggle("danger", entry.danger === true);
    row.id = `${this.#box.id}-${at}`;
    row.addEventListener("click", () => {
      const instead = entry.pick();
      // The press has taken the focus from it.
      this.#field.focus();
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
