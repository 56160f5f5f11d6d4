// The conversation as rows: one element for each line, newest last.

import { words, colourOf, mentions, shownTime, shownDay, list } from "./text.js";

const MOST_ROWS = 5000;
const GROUPED_WITHIN = 5 * 60 * 1000;
const FOLDED_ABOVE = 12;

const isAction = event => event.type === "emoted" || event.kind === "emoted";

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

// One conversation: a room, or the messages with one person.
export class Column {
  #root = element("div");
  #last = null;
  #comings = null;
  #ids = new Set();

  // ownName(): what the user is called; onName(author, button): somebody's name was pressed.
  constructor(ownName, onName) {
    this.ownName = ownName;
    this.onName = onName;
  }

  get root() {
    return this.#root;
  }

  has(id) {
    return this.#ids.has(id);
  }

  get isEmpty() {
    return this.#root.childElementCount === 0;
  }

  // Adds a message at the end. Returns its row.
  message(event) {
    return this.#add(event, this.#row(event));
  }

  #add(event, row) {
    const at = new Date(event.at);
    this.#comings = null;
    this.#dayBefore(at);
    const last = this.#last;
    const same = last !== null && last.by === event.by.id && event.type === last.type && !isAction(event)
      && at - last.at < GROUPED_WITHIN;
    row.classList.toggle("same", same);
    this.#last = { by: event.by.id, at, day: shownDay(at), type: event.type };
    this.#append(row, event.id);
    return row;
  }

  #append(row, id) {
    if (id !== undefined) {
      this.#ids.add(id);
      row.dataset.id = id;
      this.#root.querySelector(".welcome")?.remove();
    }
    this.#root.append(row);
    while (this.#root.childElementCount > MOST_ROWS) {
      this.#ids.delete(this.#root.firstElementChild.dataset.id);
      this.#root.firstElementChild.remove();
    }
  }

  #dayBefore(at) {
    const day = shownDay(at);
    if (this.#last === null ? day !== shownDay(new Date()) : this.#last.day !== day) {
      this.#root.append(element("div", "divider", day));
      this.#last = null;
    }
  }

  #row(event) {
    const row = element("div", "row");
    const at = new Date(event.at);
    const time = element("time", "", shownTime(at));
    time.dateTime = event.at;
    time.title = at.toLocaleString();
    const who = element("button", "who", event.by.name);
    who.type = "button";
    who.style.setProperty("--name", event.by.name === this.ownName() ? "var(--ink)" : colourOf(event.by.name));
    who.addEventListener("click", () => this.onName(event.by));
    const said = element("div", "words");
    said.dir = "auto";
    row.classList.toggle("emote", isAction(event));
    this.#fill(said, event.text);
    row.append(time, who, said);
    if (event.by.name !== this.ownName() && mentions(event.text, this.ownName())) {
      row.classList.add("mention");
    }
    return row;
  }

  // A long paste is folded.
  #fill(said, text) {
    const lines = text.split("\n");
    if (lines.length <= FOLDED_ABOVE) {
      said.append(words(text));
      return;
    }
    const all = element("details");
    all.append(element("summary", "", lines[0] + ` … ${lines.length - 1} more lines`), words(text));
    said.append(all);
  }

  // What somebody sends, before the server has placed it.
  pending(by, text, type) {
    const row = this.#row({ by, text, type, at: new Date().toISOString() });
    row.classList.add("pending");
    this.#root.append(row);
    return row;
  }

  // The server has placed what was pending: it moves behind what has come meanwhile.
  placed(row, event) {
    row.remove();
    if (!this.has(event.id)) {
      this.message(event);
    }
  }

  failed(row, why, onAgain) {
    row.classList.remove("pending");
    row.classList.add("failed");
    const again = element("button", "", "send again");
    again.type = "button";
    again.addEventListener("click", () => { row.remove(); onAgain(); });
    row.querySelector(".words").append(` — ${why} `, again);
  }

  notice(text, event) {
    if (event !== undefined) {
      this.#dayBefore(new Date(event.at));
    }
    const row = element("div", "row notice");
    const time = element("time", "", event === undefined ? "" : shownTime(new Date(event.at)));
    const said = element("div", "words", text);
    row.append(time, element("span", "who"), said);
    this.#comings = null;
    this.#last = this.#last === null ? null : { ...this.#last, by: "" };
    this.#append(row, event?.id);
    return row;
  }

  // Who came and went in a row becomes one quiet line.
  comesOrGoes(event, comes) {
    if (this.#comings === null) {
      const row = this.notice("", event);
      this.#comings = { row, came: [], left: [] };
    }
    const folded = this.#comings;
    this.#ids.add(event.id);
    const [into, outOf] = comes ? [folded.came, folded.left] : [folded.left, folded.came];
    const back = outOf.indexOf(event.by.name);
    if (back >= 0 && comes) {
      outOf.splice(back, 1);
    } else if (!into.includes(event.by.name)) {
      into.push(event.by.name);
    }
    const parts = [];
    if (folded.came.length > 0) {
      parts.push(list(folded.came) + " came");
    }
    if (folded.left.length > 0) {
      parts.push(list(folded.left) + " left");
    }
    folded.row.querySelector(".words").textContent = parts.join(", ");
    folded.row.hidden = parts.length === 0;
  }

  // Lines for a person, such as the answer to a command.
  command(typed) {
    this.#comings = null;
    this.#last = this.#last === null ? null : { ...this.#last, by: "" };
    this.#root.append(element("div", "lines", typed));
  }

  lines(lines) {
    this.#comings = null;
    this.#last = this.#last === null ? null : { ...this.#last, by: "" };
    const text = lines.map(line => line.replace(/^\* /, "")).join("\n");
    const before = this.#root.lastElementChild;
    if (before?.classList.contains("lines")) {
      before.textContent += "\n" + text;
    } else {
      this.#root.append(element("div", "lines", text));
    }
  }

  divider(text, className = "") {
    this.#comings = null;
    this.#last = null;
    this.#root.append(element("div", "divider " + className, text));
  }

  removeDividers(className) {
    this.#root.querySelectorAll(".divider." + className).forEach(divider => divider.remove());
  }

  welcome(nodes) {
    const box = element("div", "welcome");
    box.append(...nodes);
    this.#root.append(box);
  }

  redacted(id, by) {
    const row = this.#root.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (row !== null) {
      row.classList.add("gone");
      row.querySelector(".words").textContent = `taken back by ${by}`;
    }
  }

  // Puts older events in front of everything.
  prepend(events) {
    const rest = [...this.#root.childNodes];
    const state = { last: this.#last, comings: this.#comings };
    this.#root.replaceChildren();
    this.#last = null;
    this.#comings = null;
    for (const event of events) {
      if (!this.has(event.id)) {
        show(this, event);
      }
    }
    this.#root.append(...rest);
    this.#last = state.last;
    this.#comings = state.comings;
  }
}

// Puts an event of a room into its column.
export function show(column, event) {
  const who = event.by.name;
  switch (event.type) {
    case "said":
    case "emoted":
    case "noticed":
    case "told":
      return column.message(event);
    case "joined":
      return column.comesOrGoes(event, true);
    case "left":
      return column.comesOrGoes(event, false);
    case "kicked":
      return column.notice(`${who} put ${event.member.name} out${event.reason ? ": " + event.reason : ""}`, event);
    case "renamed":
      return column.notice(`${who} is now ${event.name}`, event);
    case "topic":
      return column.notice(event.text ? `${who} set the topic: ${event.text}` : `${who} took the topic away`, event);
    case "modes":
      return column.notice(`${who} ${event.changes.map(change).join(", ")}`, event);
    case "redacted":
      return column.redacted(event.message, who);
    case "crowd":
      return column.notice(`${event.joined} came, ${event.left} left; ${event.present} are here`, event);
    default:
      return undefined;
  }
}

const FLAGS = {
  invite_only: ["lets in only those who are invited", "lets everybody in"],
  moderated: ["lets only some speak", "lets everybody speak"],
  members_only: ["takes messages from members only", "takes messages from outside"],
  secret: ["hid the room", "shows the room to all"],
  topic_locked: ["keeps the topic to operators", "lets everybody set the topic"],
  ban: ["banned somebody", "lifted a ban"],
  mute: ["muted somebody", "lifted a mute"],
  key: ["set a key", "took the key away"],
};

function change(one) {
  if (one.member !== undefined) {
    const rank = one.mode === "operator" ? "an operator" : "a voice";
    return one.on ? `made ${one.name} ${rank}` : `took ${rank} from ${one.name}`;
  } else if (one.mode === "limit") {
    return one.limit === 0 ? "took the limit away" : `limits the room to ${one.limit}`;
  }
  const texts = FLAGS[one.mode];
  if ((one.mode === "ban" || one.mode === "mute") && one.names) {
    const [on, off] = one.mode === "ban" ? ["banned", "lets in again"] : ["muted", "lets speak again"];
    return `${one.on ? on : off} ${one.names}`;
  }
  return texts === undefined ? "changed how the room is run" : texts[one.on ? 0 : 1];
}
