// What the keys do, shown for a question mark.

import { element } from "./element.js";

const KEYS = [
  ["Enter", "sends what is typed; Shift+Enter begins a new line"],
  ["/", "lists the commands"],
  ["Tab", "completes a name or a command"],
  ["↑ ↓", "bring back what was sent"],
  ["Ctrl+K", "goes to a room or a person by a few letters"],
  ["/search", "finds what was said"],
  ["Esc", "closes whatever is open"],
  ["?", "shows this, in an empty field or outside of it; typed once more, it is a question mark"],
];

export function keys() {
  return element("dl", "", ...KEYS.flatMap(([key, does]) => [element("dt", "", element("kbd", "", key)), element("dd", "", does)]));
}
