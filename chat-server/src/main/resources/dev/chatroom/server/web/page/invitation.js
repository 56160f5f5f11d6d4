// How others come into a room in which nothing has been said, with a button for each line that copies it.

import { button, element } from "./element.js";

export function invitation(room) {
  const host = location.hostname;
  const port = location.port || (location.protocol === "https:" ? "443" : "80");
  return element("div", "welcome",
    element("p", "", `Nothing has been said in ${room} yet. Others join with what they have:`),
    way("a browser", `${location.origin}/#${encodeURIComponent(room)}`),
    way("a terminal", `nc ${host} ${port}`),
    way("an IRC client", `/connect ${host} ${port}`));
}

function way(what, line) {
  const code = element("code", "", line);
  const copies = button("copy", "Copy", async () => {
    copies.textContent = await copy(line, code) ? "Copied" : "Press Ctrl+C";
  });
  copies.setAttribute("aria-label", `Copy the line for ${what}`);
  return element("p", "way", element("span", "", what), code, copies);
}

// Only a secure page may write to the clipboard by itself; elsewhere what is selected is copied.
async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection().selectAllChildren(shown);
    return document.execCommand("copy");
  }
}
