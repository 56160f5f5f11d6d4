// Finds what was said: results are lists of messages, each with a way to its place in the conversation.

import { $, button, closable, element } from "./element.js";
import { colourOf, shownDay, shownTime, words } from "./text.js";

export class Search {
  #chat;
  #requests;
  #onJump;
  #dialog = $("search");
  #field = $("search-field");
  #results = $("search-results");
  // Which search is shown; answers to those before it come too late.
  #current = 0;

  // onJump(event): the user wants to read a message at its place
  constructor(chat, requests, onJump) {
    this.#chat = chat;
    this.#requests = requests;
    this.#onJump = onJump;
    closable(this.#dialog);
    chat.on("search", text => this.#open(text));
    $("show-search").addEventListener("click", () => this.#open(this.#field.value));
    $("search-form").addEventListener("submit", event => {
      event.preventDefault();
      this.#search();
    });
  }

  #open(text) {
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#field.value = text;
    this.#field.select();
    if (text !== "") {
      this.#search();
    }
  }

  async #search() {
    this.#current++;
    this.#results.replaceChildren();
    await this.#page("");
  }

  // before: the id of the oldest message that is shown; nothing for the newest
  async #page(before) {
    const search = this.#current;
    let found;
    try {
      found = await this.#requests.search(this.#field.value.trim(), before);
    } catch (refusal) {
      found = { events: [], more: false, fault: refusal.text };
    }
    if (search !== this.#current) {
      return;
    }
    this.#results.append(...found.events.map(event => this.#result(event)));
    if (found.events.length === 0 && before === "") {
      this.#results.append(element("p", "", found.fault ?? "Nothing was found."));
    } else if (found.more) {
      const more = button("", "Older ones", () => {
        more.remove();
        this.#page(found.events.at(-1).id);
      });
      this.#results.append(more);
    }
  }

  #result(event) {
    const at = new Date(event.at);
    const name = element("b", "", event.by.name);
    name.style.setProperty("--name", colourOf(event.by.name));
    const said = element("span", "words", words(event.text));
    said.dir = "auto";
    const place = button("", `${event.room} · ${shownDay(at)}, ${shownTime(at)}`, () => {
      this.#dialog.close();
      this.#onJump(event);
    });
    return element("div", "result", place, name, " ", said);
  }
}
