// Notifications of the system, once the user has allowed them.

import { $ } from "./element.js";

const isThere = () => "Notification" in window;

export function setUpNotifications(chat) {
  if (isThere() && Notification.permission === "default") {
    $("notify").hidden = false;
    $("notify").addEventListener("click", async () => {
      await Notification.requestPermission();
      $("notify").hidden = true;
    });
  }
  chat.on("called", ({ one, event }) => {
    if (isThere() && Notification.permission === "granted" && document.hidden) {
      const shown = new Notification(one.direct ? event.by.name : `${event.by.name} in ${one.name}`,
        { body: event.text, tag: one.key });
      shown.onclick = () => { window.focus(); chat.select(one); };
    }
  });
}
