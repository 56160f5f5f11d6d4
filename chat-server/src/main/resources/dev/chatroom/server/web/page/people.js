// Who is in the room that is shown, at the right.

import { $, button, element, soon } from "./element.js";
import { colourOf } from "./text.js";

export class People {
  #chat;
  #onName;

  // onName(member, button): somebody was chosen
  constructor(chat, onName) {
    this.#chat = chat;
    this.#onName = onName;
    chat.on("people", soon(() => this.#show()));
    chat.on("select", () => this.#show());
  }

  #show() {
    const one = this.#chat.current;
    const room = one?.isRoom && one.joined ? one : null;
    const here = room === null ? "" : `${room.present} here`;
    $("people-title").textContent = here;
    $("show-people").textContent = here;
    $("show-people").hidden = room === null;
    const members = room === null ? [] : [...room.members.values()];
    members.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
    $("people-list").replaceChildren(...members.map(member => this.#entry(member, room)));
  }

  #entry(member, room) {
    const own = member.id === this.#chat.me.id;
    const muted = this.#chat.runs(room) && room.isMuted(member);
    const marks = [
      own ? "you" : "", rank(member) === 0 ? "op" : "", member.away === undefined ? "" : "away", muted ? "muted" : "",
    ];
    const name = button("", "", () => this.#onName(member, name));
    const marked = marks.filter(mark => mark !== "").join(", ");
    name.append(element("span", "", member.name), " ", element("small", "", marked));
    name.style.setProperty("--name", own ? "var(--ink)" : colourOf(member.name));
    return element("li", member.away === undefined ? "" : "away", name);
  }
}

function rank(member) {
  const ranks = member.ranks ?? [];
  return ranks.includes("operator") ? 0 : ranks.includes("voice") ? 1 : 2;
}
