// One item of a conversation as an element.

import { button, element } from "./element.js";
import { invitation } from "./invitation.js";
import { colourOf, mentions, shownTime, words } from "./text.js";
import { isAction, wordsFor } from "./wording.js";

const FOLDED_ABOVE = 12;

// reader: { chat, onName(author, button), onTakeBack(event), onJoin(room), onClose() }
export function rowOf(item, reader) {
  switch (item.kind) {
    case "event":
      return rowOfEvent(item, reader);
    case "pending":
      return pending(item, reader);
    case "failed":
      return failed(item, reader);
    case "notice":
      return notice(item.text);
    case "announcement":
      return element("div", "announcement", item.text);
    case "lines":
      return element("div", "lines", item.text);
    case "divider":
      return element("div", "divider new", item.text);
    case "gap":
      return element("div", "divider missed", button("", "some lines are not shown here · show them", item.action));
    case "departure":
      return departure(item, reader);
    case "welcome":
      return invitation(item.room, reader.chat.server?.room ?? "", reader.chat.reached);
    case "nowhere":
      return nowhere(item, reader);
    default:
      throw new Error("no row for " + item.kind);
  }
}

function rowOfEvent(item, reader) {
  const { event } = item;
  const text = wordsFor(event);
  if (event.text !== undefined && event.type !== "topic") {
    return item.redactedBy === undefined ? retractable(event, reader) : redacted(item, reader);
  } else if (text !== null) {
    return notice(text, event);
  }
  // Comings and goings get their words from the column; others have none.
  const row = notice("", event);
  row.hidden = true;
  return row;
}

function message(event, reader) {
  const own = reader.chat.isOwn(event.by);
  const who = button("who", event.by.name, () => reader.onName(event.by, who));
  who.style.setProperty("--name", own ? "var(--ink)" : colourOf(event.by.name));
  const said = element("div", "words", spoken(event.text));
  said.dir = "auto";
  const row = element("div", "row", time(event), who, said);
  row.classList.toggle("emote", isAction(event));
  if (event.bot === true) {
    who.append(" ", element("small", "", "bot"));
  }
  row.classList.toggle("mention", !own && mentions(event.text, reader.chat.me.name));
  row.dataset.id = event.id ?? "";
  return row;
}

function time(event) {
  const at = new Date(event.at);
  const made = element("time", "", shownTime(at));
  made.dateTime = event.at;
  made.title = at.toLocaleString();
  return made;
}

// A long paste is folded.
function spoken(text) {
  const lines = text.split("\n");
  if (lines.length <= FOLDED_ABOVE) {
    return words(text);
  }
  return element("details", "", element("summary", "", lines[0] + ` … ${lines.length - 1} more lines`), words(text));
}

// One's own message, as the server has it, can be taken back in a room.
function retractable(event, reader) {
  const row = message(event, reader);
  if (event.room !== undefined && event.by.id === reader.chat.me.id) {
    row.append(button("back", "take back", () => reader.onTakeBack(event)));
  }
  return row;
}

function redacted(item, reader) {
  const row = message({ ...item.event, text: `taken back by ${item.redactedBy}` }, reader);
  row.classList.add("gone");
  return row;
}

function pending(item, reader) {
  const row = message(item.event, reader);
  row.classList.add("pending");
  return row;
}

function failed(item, reader) {
  const row = message(item.event, reader);
  row.classList.add("failed");
  const words = row.querySelector(".words");
  const why = element("div", "why", item.why);
  if (item.action !== null) {
    why.append(" ", button("", "send again", item.action));
  }
  words.append(why);
  return row;
}

function notice(text, event) {
  return element("div", "row notice",
    event === undefined ? element("time") : time(event), element("span", "who"), element("div", "words", text));
}

// The user was put out of the room.
function departure(item, reader) {
  const row = element("div", "departure", element("p", "", item.text));
  if (item.banned) {
    row.append(element("p", "", "Only its operators can let you in again."));
  } else {
    row.append(button("", "Go in again", () => reader.onJoin(item.room)));
  }
  row.append(button("", `Close ${item.room}`, () => reader.onClose()));
  return row;
}

// The user is in no room.
function nowhere(item, reader) {
  return element("div", "nowhere",
    element("p", "", "You are in no room."),
    element("p", "", "To go into one, type /join ROOM; /rooms lists them."),
    ...(item.room === "" ? [] : [button("", `Go into ${item.room}`, () => reader.onJoin(item.room))]));
}
