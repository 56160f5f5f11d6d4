// What is above and below the conversation: its name, its topic, who is writing, what went wrong, and the title of the window.

import { FAULTS } from "./chat.js";
import { $, soon } from "./element.js";
import { list } from "./text.js";

const TYPING_LOOKED_AT = 2000;

export class Header {
  #chat;

  constructor(chat) {
    this.#chat = chat;
    const showHead = soon(() => this.#showHead());
    chat.on("head", showHead);
    chat.on("list", showHead);
    chat.on("select", () => {
      this.#showHead();
      this.#showTyping();
    });
    chat.on("typing", () => this.#showTyping());
    chat.on("fault", () => {
      $("fault").textContent = chat.fault;
      $("fault").classList.toggle("calm", chat.fault === FAULTS.waiting);
    });
    setInterval(() => this.#showTyping(), TYPING_LOOKED_AT);
  }

  #showHead() {
    const { all, connecting, current, server, unread } = this.#chat;
    if (server === null) {
      return;
    }
    document.title = (connecting ? "connecting · " : unread > 0 ? `(${unread}) ` : "") + (current === null ? "" : current.name + " · ") + server.name;
    const isNews = all.some(one => one !== current && one.unread > 0);
    $("show-rooms").classList.toggle("news", isNews);
    $("show-rooms").setAttribute("aria-label", isNews ? "Show rooms; there are unread lines" : "Show rooms");
    $("title").textContent = current?.name ?? server.name;
    $("topic").textContent = connecting ? "connecting again…" : current?.topic ?? "";
    $("topic").classList.toggle("lost", connecting);
    $("topic").title = current?.topic ?? "";
    $("input").placeholder = current === null ? "" : placeholderFor(current);
  }

  #showTyping() {
    const now = Date.now();
    const typing = this.#chat.current?.typing.values() ?? [];
    const names = [...typing].filter(each => each.until > now).map(each => each.name);
    $("typing").textContent = names.length === 0 ? "" : `${list(names)} ${names.length === 1 ? "is" : "are"} writing…`;
  }
}

function placeholderFor(one) {
  if (one.direct) {
    return `Write to ${one.name}`;
  }
  return one.joined ? `Say something in ${one.name}` : `You are not in ${one.name} any more`;
}
