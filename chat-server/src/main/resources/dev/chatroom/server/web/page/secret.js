// The question for the secret of somebody who runs the server: a field that shows nothing of it, and no line that could be said.

import { $, closable } from "./element.js";

export function setUpSecret(chat, requests, onClosed) {
  const dialog = $("secret");
  const field = $("secret-field");
  let operator = "";
  closable(dialog);
  chat.on("secret", name => {
    operator = name;
    $("secret-label").textContent = `The secret of ${name}`;
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    field.value = "";
    onClosed();
  });
  $("secret-form").addEventListener("submit", event => {
    event.preventDefault();
    const secret = field.value;
    dialog.close();
    requests.perform(`/oper ${operator} ${secret}`);
  });
}
