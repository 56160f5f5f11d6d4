// Where one types: drafts, commands with their menu, names completed, what was sent brought back.

import { FAULTS } from "./chat.js";
import { isCommand, matching, withoutSecret } from "./commands.js";
import { $ } from "./element.js";
import { keys } from "./keys.js";
import { fold } from "./text.js";

const CHOOSING = new Set(["Enter", "Tab", "ArrowUp", "ArrowDown"]);

export class Composer {
  #chat;
  #requests;
  #menu;
  #input = $("input");
  #sent = [];
  #sentAt = 0;

  constructor(chat, requests, menu) {
    this.#chat = chat;
    this.#requests = requests;
    this.#menu = menu;
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("keydown", event => this.#pressed(event));
    $("compose").addEventListener("submit", event => {
      event.preventDefault();
      this.#submit();
    });
    document.addEventListener("keydown", event => this.#pressedElsewhere(event));
    document.addEventListener("click", letGo, true);
    chat.on("select", () => {
      this.#fill(chat.current?.draft ?? "");
      if (isFocusNowhere()) {
        this.focus();
      }
      this.#menu.hide();
    });
    chat.on("unsaid", ({ one, text, why }) => this.#giveBack(one, text, why));
  }

  focus() {
    this.#input.focus();
  }

  // Puts text into the field, for the user to go on with.
  fillIn(text) {
    this.#fill(text);
    this.#keepDraft();
    this.#menu.hide();
    this.#input.focus();
  }

  #fill(text) {
    this.#input.value = text;
    this.#resize();
  }

  #resize() {
    this.#input.style.height = "auto";
    this.#input.style.height = this.#input.scrollHeight + 2 + "px";
  }

  #keepDraft() {
    if (this.#chat.current !== null) {
      this.#chat.current.draft = withoutSecret(this.#input.value);
    }
  }

  #giveBack(one, text, why) {
    one.draft = one.draft === "" ? text : text + "\n" + one.draft;
    this.#chat.setFault(why);
    if (one === this.#chat.current) {
      this.#fill(one.draft);
    }
  }

  #submit() {
    const typed = this.#input.value.trimEnd();
    // Blanks before a command do not make it speech.
    const text = typed.trimStart().startsWith("/") ? typed.trimStart() : typed;
    if (text === "") {
      this.#fill("");
      return;
    }
    if (!this.#chat.inside || (this.#chat.current === null && !isCommand(text))) {
      this.#chat.setFault(this.#chat.inside ? FAULTS.inNoRoom : FAULTS.notConnected);
      return;
    }
    this.#sent.push(withoutSecret(text));
    this.#sentAt = this.#sent.length;
    this.#fill("");
    this.#keepDraft();
    this.#menu.hide();
    this.#requests.send(text);
  }

  #typed() {
    this.#resize();
    this.#keepDraft();
    if (this.#chat.inside) {
      this.#chat.setFault("");
    }
    const text = this.#input.value;
    if (text === "?" && !this.#menu.isRead) {
      this.#fill("");
      this.#keepDraft();
      this.#menu.tell(keys());
      return;
    }
    if (text.startsWith("/") && !/\s/.test(text)) {
      this.#menu.show(matching(text).map(([name, usage, help]) => ({
        label: `/${name} ${usage}`, help, pick: () => this.fillIn(`/${name} `),
      })), "Commands");
    } else {
      this.#menu.hide();
    }
    if (text !== "" && !text.startsWith("/") && this.#chat.current !== null) {
      this.#requests.typing(this.#chat.current);
    }
  }

  #pressedElsewhere(event) {
    if (event.target.closest("input, textarea, dialog") !== null) {
      return;
    }
    if (event.key === "?") {
      event.preventDefault();
      this.#menu.tell(keys());
    } else if (event.key === "Escape") {
      this.#menu.hide();
    } else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey && isFocusNowhere()) {
      this.focus();
    }
  }

  #pressed(event) {
    if (event.isComposing) {
      return;
    }
    const take = this.#actionFor(event);
    if (take !== null) {
      event.preventDefault();
      take();
    }
  }

  // What a key does instead of what it does in every field; null if nothing.
  #actionFor(event) {
    const { key, shiftKey } = event;
    const isSent = key === "Enter" && !shiftKey && (!this.#menu.isOpen || this.#menu.isTyped(this.#input.value));
    if (isSent) {
      return () => $("compose").requestSubmit();
    } else if (!shiftKey && this.#menu.isOpen && CHOOSING.has(key)) {
      return () => this.#menu.takes(key);
    }
    switch (key) {
      case "Tab":
        return shiftKey || this.#input.value === "" ? null : () => this.#completeName();
      case "Escape":
        return () => this.#menu.hide();
      case "ArrowUp":
        return this.#isUnchanged && this.#sentAt > 0 ? () => this.#bringBack(-1) : null;
      case "ArrowDown":
        return this.#isUnchanged && this.#sentAt < this.#sent.length ? () => this.#bringBack(1) : null;
      default:
        return null;
    }
  }

  // Whether the field shows what was sent before, as it was, or nothing.
  get #isUnchanged() {
    return this.#input.value === (this.#sent[this.#sentAt] ?? "");
  }

  #bringBack(by) {
    this.#sentAt += by;
    this.fillIn(this.#sent[this.#sentAt] ?? "");
  }

  #completeName() {
    const before = this.#input.value.slice(0, this.#input.selectionStart);
    const word = before.split(/\s/).at(-1);
    const one = this.#chat.current;
    const names = one?.direct ? [one.name] : [...(one?.members.values() ?? [])].map(member => member.name);
    const found = names.find(name =>
      name !== this.#chat.me.name && fold(name).startsWith(fold(word.replace(/^@/, ""))));
    if (word !== "" && found !== undefined) {
      const name = found + (before === word && !word.startsWith("/") ? ": " : " ");
      this.#input.setRangeText(name, before.length - word.length, before.length, "end");
      this.#keepDraft();
    }
  }
}

function isFocusNowhere() {
  return document.activeElement === document.body && document.querySelector("dialog[open]") === null;
}

// A button that is pressed with the mouse keeps no focus, so that one types into the field next. One that is pressed with a key
// does, and no finger makes a phone show its keyboard.
function letGo(event) {
  const button = event.target.closest("#rooms button, #log button");
  if (button !== null && event.detail > 0 && event.pointerType !== "touch") {
    document.activeElement?.blur();
  }
}
