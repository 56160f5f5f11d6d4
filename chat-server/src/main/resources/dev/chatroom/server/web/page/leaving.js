// Leaving the chat: from then on nobody is here until the user wants to come back, whether the page is loaded again or not.

import { $ } from "./element.js";
import { tab } from "./storage.js";

export class Leaving {
  #dialog = $("gone");

  // leaves(reason): ends the connection; comesBack(): opens it again
  // onClosed(): where the focus goes
  constructor(chat, leaves, comesBack, onClosed) {
    chat.on("quit", reason => {
      leaves(reason);
      tab.write("secret", "");
      tab.write("gone", true);
      // A field that keeps the focus behind the dialog takes no keys afterwards.
      document.activeElement?.blur();
      this.show();
    });
    this.#dialog.addEventListener("cancel", event => event.preventDefault());
    // Browsers let nobody prevent that twice.
    this.#dialog.addEventListener("close", () => {
      if (this.isGone) {
        this.show();
      }
    });
    $("gone-form").addEventListener("submit", event => {
      event.preventDefault();
      tab.write("gone", false);
      this.#dialog.close();
      comesBack();
      onClosed();
    });
  }

  get isGone() {
    return tab.read("gone", false);
  }

  show() {
    this.#dialog.showModal();
  }
}
