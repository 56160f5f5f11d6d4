// The rooms and the people one writes to, at the left.

import { $, button, element, soon } from "./element.js";

export class Sidebar {
  #chat;
  #onClose;

  // onClose(conversation): the user does not want it in the list any more
  constructor(chat, onClose) {
    this.#chat = chat;
    this.#onClose = onClose;
    const show = soon(() => this.#show());
    chat.on("list", show);
    chat.on("select", () => this.#show());
    chat.on("me", () => this.#showName());
  }

  #showName() {
    if (this.#chat.inside) {
      $("me").textContent = this.#chat.me.name;
    }
  }

  #show() {
    const focused = document.activeElement?.closest("nav li")?.dataset.key;
    const rooms = this.#chat.all.filter(one => one.isRoom);
    const direct = this.#chat.all.filter(one => one.direct);
    $("room-list").replaceChildren(...rooms.map(one => this.#entry(one)));
    $("direct-list").replaceChildren(...direct.map(one => this.#entry(one)));
    $("direct-title").hidden = direct.length === 0;
    if (focused !== undefined) {
      document.querySelector(`nav li[data-key="${CSS.escape(focused)}"] button`)?.focus();
    }
  }

  #entry(one) {
    const name = button("name", "", () => this.#chat.select(one));
    name.append(element("span", "", one.name));
    if (one === this.#chat.current) {
      name.setAttribute("aria-current", "true");
    }
    if (one.unread > 0) {
      const count = element("span", "count", (one.mentioned && one.isRoom ? "@ " : "") + one.unread);
      count.classList.toggle("mentioned", one.mentioned);
      count.setAttribute("aria-label", `${one.unread} unread`);
      name.append(count);
    }
    const entry = element("li", one.joined ? "" : "left", name);
    entry.dataset.key = one.key;
    const leaves = one.isRoom && one.joined;
    const close = button(leaves ? "close leaves" : "close", leaves ? "" : "×", () => this.#onClose(one));
    close.title = `${leaves ? "Leave" : "Close"} ${one.name}`;
    close.setAttribute("aria-label", close.title);
    entry.append(close);
    return entry;
  }
}
