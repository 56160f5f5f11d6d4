// The place at which one reads: at the end as long as one is there, and never moved under the eye otherwise.

import { $ } from "./element.js";

const NEAR_END = 40;
const NEAR_BEGINNING = 200;

export class Scroll {
  #log = $("log");
  #chat;
  #columnOf;
  #lastTop = 0;
  #lastHeight = 0;
  // The row looked at while lines are put in above it, and where it is.
  #anchor = null;
  #growth = new ResizeObserver(() => this.#keepAtEnd());

  // columnOf(conversation): its rows; onBeginning(conversation): older lines are wanted
  constructor(chat, columnOf, onBeginning) {
    this.#chat = chat;
    this.#columnOf = columnOf;
    this.#growth.observe(this.#log);
    this.#log.addEventListener("scroll", () => this.#scrolled(onBeginning), { passive: true });
    this.#log.addEventListener("wheel", event => {
      if (event.deltaY < 0 && this.#log.scrollHeight > this.#log.clientHeight) {
        this.#chat.follow(false);
        if (this.#log.scrollTop < NEAR_BEGINNING && this.#chat.current !== null) {
          onBeginning(this.#chat.current);
        }
      }
    }, { passive: true });
    $("to-end").addEventListener("click", () => this.toEnd());
    chat.on("select", before => this.#select(before));
    chat.on("end", () => this.toEnd());
    chat.on("list", () => this.#showBelow());
    chat.on("loading", one => this.#beforeLoading(one));
    chat.on("loaded", () => this.#afterLoading());
  }

  toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#chat.follow(true);
    this.#showBelow();
  }

  // Shows a message of the current conversation, marked until the next one is.
  show(id) {
    const row = this.#columnOf(this.#chat.current).rowOf(id);
    if (row !== undefined) {
      this.#chat.follow(false);
      document.querySelector(".sought")?.classList.remove("sought");
      row.classList.add("sought");
      row.scrollIntoView({ block: "center" });
    }
  }

  #select(before) {
    const one = this.#chat.shown;
    if (before === one) {
      return;
    }
    if (before !== null) {
      before.place = this.#chat.following ? null : this.#log.scrollTop;
    }
    this.#growth.disconnect();
    this.#log.replaceChildren(this.#columnOf(one).root);
    this.#growth.observe(this.#log);
    this.#growth.observe(this.#columnOf(one).root);
    if (one.place === null) {
      this.toEnd();
    } else {
      this.#log.scrollTop = one.place;
      this.#chat.follow(false);
    }
    this.#showBelow();
  }

  get #isAtEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_END;
  }

  #keepAtEnd() {
    if (this.#chat.following) {
      this.#log.scrollTop = this.#log.scrollHeight;
    }
  }

  #scrolled(onBeginning) {
    const { scrollTop, scrollHeight } = this.#log;
    // A column that gets shorter moves the place too; only a user goes away from the end.
    const userWentUp = scrollTop < this.#lastTop - 2 && scrollHeight >= this.#lastHeight;
    this.#lastTop = scrollTop;
    this.#lastHeight = scrollHeight;
    if (this.#isAtEnd) {
      this.#chat.follow(true);
    } else if (userWentUp) {
      this.#chat.follow(false);
    }
    if (scrollTop < NEAR_BEGINNING && !this.#chat.following && this.#chat.current !== null) {
      onBeginning(this.#chat.current);
    }
    this.#showBelow();
  }

  #showBelow() {
    const unread = this.#chat.current?.unread ?? 0;
    const below = $("to-end");
    below.hidden = this.#chat.following;
    below.textContent = unread === 0 ? "↓" : `${unread} new ↓`;
    below.setAttribute("aria-label", unread === 0 ? "To the newest line" : `${unread} new lines below`);
  }

  #beforeLoading(one) {
    this.#anchor = null;
    if (one === this.#chat.current && !this.#chat.following) {
      const top = this.#log.getBoundingClientRect().top;
      const seen = [...this.#columnOf(one).root.children].find(row => row.getBoundingClientRect().bottom > top);
      this.#anchor = seen === undefined ? null : { row: seen, top: seen.getBoundingClientRect().top };
    }
  }

  #afterLoading() {
    if (this.#anchor !== null && this.#anchor.row.isConnected) {
      this.#log.scrollTop += this.#anchor.row.getBoundingClientRect().top - this.#anchor.top;
    }
    this.#anchor = null;
  }
}
