// The question for a name, and for the password where there is one.

import { $ } from "./element.js";

export class NameDialog {
  #chat;
  #dialog = $("hello");

  // session: answers the question, and proposes a name
  constructor(chat, session, onClosed) {
    this.#chat = chat;
    chat.on("question", () => this.#show(session));
    $("hello-form").addEventListener("submit", event => {
      event.preventDefault();
      session.answer($("name").value.trim(), $("password").value);
    });
    this.#dialog.addEventListener("cancel", event => {
      if (!chat.inside) {
        event.preventDefault();
      }
    });
    this.#dialog.addEventListener("close", () => {
      if (chat.inside) {
        chat.question = null;
      } else if (chat.question !== null) {
        // Browsers let nobody prevent the cancelling twice.
        this.#show(session);
        return;
      }
      onClosed();
    });
    $("me").addEventListener("click", () => chat.ask({ fault: "", password: false }));
  }

  #show(session) {
    const { question, inside } = this.#chat;
    if (question === null) {
      this.#dialog.close();
      return;
    }
    $("hello-fault").textContent = question.fault;
    $("password-row").hidden = !question.password;
    $("password").required = question.password;
    $("hello-title").textContent = titleFor(inside, question.password);
    $("hello-send").textContent = inside ? "Change" : "Come in";
    if (!this.#dialog.open) {
      $("name").value = inside ? this.#chat.me.name : session.proposal;
      this.#dialog.showModal();
    }
    // A password that was said is wrong; one that waits for a name is kept.
    const asksForPassword = question.password && $("name").value.trim() !== "";
    if (asksForPassword || !question.password) {
      $("password").value = "";
    }
    (asksForPassword ? $("password") : $("name")).select();
  }
}

function titleFor(inside, password) {
  if (inside) {
    return "What shall we call you from now on?";
  }
  return password ? "Your name, and the password" : "What shall we call you?";
}
