// On a narrow screen, rooms and people are drawers. The focus goes into an opened one, and back to its button.

import { $ } from "./element.js";

const DRAWERS = [["show-rooms", "rooms"], ["show-people", "people"]];

export function closeDrawers() {
  for (const [opener, drawer] of DRAWERS) {
    const hadFocus = $(drawer).classList.contains("open") && $(drawer).contains(document.activeElement);
    $(drawer).classList.remove("open");
    $(opener).setAttribute("aria-expanded", "false");
    if (hadFocus) {
      $(opener).focus();
    }
  }
}

function open(opener, drawer) {
  $(drawer).classList.add("open");
  $(opener).setAttribute("aria-expanded", "true");
  ($(drawer).querySelector("[aria-current]") ?? $(drawer).querySelector("li button") ?? $(drawer)).focus();
}

export function setUpDrawers(chat) {
  for (const [opener, drawer] of DRAWERS) {
    $(opener).addEventListener("click", () => {
      const opens = !$(drawer).classList.contains("open");
      closeDrawers();
      if (opens) {
        open(opener, drawer);
      }
    });
  }
  $("log").addEventListener("click", closeDrawers);
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      closeDrawers();
    }
  });
  chat.on("select", closeDrawers);
}
