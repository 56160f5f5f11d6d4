// What the server tells: each message changes the state of the chat.

import { FAULTS } from "./chat.js";
import { isSpeech } from "./conversation.js";
import { fold } from "./text.js";

const TYPING_LASTS = 6000;
const BAN_AND_KICK_WITHIN = 5000;

// Takes a message that is not about coming in. history: loads what is missing.
export function take(message, chat, history) {
  switch (message.type) {
    case "entered":
      entered(message, chat, history);
      break;
    case "room":
      setMembers(chat.room(message.room), message, chat);
      break;
    case "told":
      told(message, chat);
      break;
    case "lines":
      chat.setRunsServer(message.operator);
      chat.shown?.timeline.lines(message.lines.map(line => line.replace(/^\* /, "")).join("\n"));
      break;
    case "notice":
      if (message.code === "still-waiting") {
        chat.setFault(FAULTS.waiting);
        break;
      }
      chat.shown?.timeline.note("notice", { text: NOTICES[message.code] ?? message.text });
      break;
    case "announced":
      chat.shown?.timeline.note("announcement", {
        text: `${message.by.name} announces${message.everywhere ? "" : " to people of this server alone"}: ${message.text}`,
      });
      break;
    case "displaced":
      displaced(message, chat);
      break;
    case "invitation":
      chat.shown?.timeline.note("notice", {
        text: `${message.by.name} invites you into ${message.room}; /join ${message.room} goes there`,
      });
      break;
    case "missed":
      missed(chat.room(message.room), history);
      break;
    case "refused":
      if (message.ref === undefined) {
        chat.setFault(message.text);
      }
      break;
    default:
      if (message.room !== undefined) {
        inRoom(message, chat);
      }
  }
}

// What the server says to people at a terminal, as it is on a page.
const NOTICES = {
  "asks-too-much": "That was much at once; the next answers take a moment.",
};

function entered(message, chat, history) {
  const one = chat.room(message.room);
  const again = one.lostAt !== null;
  one.name = message.room;
  one.joined = true;
  one.topic = message.topic;
  one.greeting = one.readUpTo === null ? message.past : 0;
  one.readUpTo ??= 0n;
  one.timeline.removeNotes("departure");
  setMembers(one, message, chat);
  if (message.past === 0 && !one.timeline.events().some(isSpeech)) {
    one.timeline.removeNotes("welcome");
    one.timeline.note("welcome", { room: one.name });
  }
  if (again || one === chat.current) {
    history.fill(one);
  }
  chat.changed("list");
  chat.changed("head");
}

function setMembers(one, message, chat) {
  one.members = new Map(message.members.map(member => [member.id, member]));
  one.muted = new Set(message.members.filter(member => member.muted === true).map(member => fold(member.name)));
  one.present = message.present;
  chat.changed("people");
}

// The server left something out, since it came faster than it was read.
function missed(one, history) {
  one.timeline.cut();
  history.fill(one);
}

function told(message, chat) {
  const other = chat.isOwn(message.by) ? message.to : message.by;
  chat.receive(chat.person(other.name, other.id), message, !message.past);
}

function inRoom(event, chat) {
  const one = chat.room(event.room);
  if (event.past) {
    chat.receive(one, event, false);
    return;
  }
  if (event.type === "tagged") {
    typing(one, event, chat);
    return;
  }
  changeRoom(one, event, chat);
  // That one was put out oneself is said already.
  if (event.type !== "kicked" || event.member.id !== chat.me.id) {
    chat.receive(one, event, true);
  }
  if (event.type !== "said") {
    chat.changed("head");
    chat.changed("people");
  }
}

function typing(one, event, chat) {
  const state = event.tags["+typing"];
  if (event.by.id === chat.me.id || state === undefined) {
    return;
  }
  if (state === "active") {
    one.typing.set(event.by.id, { name: event.by.name, until: Date.now() + TYPING_LASTS });
  } else {
    one.typing.delete(event.by.id);
  }
  chat.changed("typing");
}

function changeRoom(one, event, chat) {
  const member = one.members.get(event.by.id);
  switch (event.type) {
    case "joined":
      one.members.set(event.by.id, { ...event.by, ranks: event.ranks });
      one.present++;
      break;
    case "left":
      left(one, event, chat);
      break;
    case "kicked":
      kicked(one, event, chat);
      break;
    case "renamed":
      renamed(member, event, chat);
      break;
    case "away":
    case "back":
      if (member !== undefined) {
        member.away = event.type === "away" ? event.reason : undefined;
      }
      break;
    case "modes":
      event.changes.forEach(change => changeMode(one, change, event, chat));
      break;
    case "redacted":
      one.timeline.redact(event.message, event.by.name);
      break;
    case "topic":
      one.topic = event.text;
      break;
    case "crowd":
      one.present = event.present;
      break;
  }
}

function left(one, event, chat) {
  one.members.delete(event.by.id);
  one.present--;
  if (event.by.id === chat.me.id) {
    // Whom other servers took for gone is let in again; whoever leaves the chat reads no more.
    if (event.chat) {
      return;
    }
    one.joined = false;
    chat.remove(one);
  } else if (event.chat) {
    const direct = chat.all.find(each => each.personId === event.by.id);
    direct?.timeline.note("notice", { text: `${event.by.name} has left the chat` });
  }
}

function kicked(one, event, chat) {
  one.members.delete(event.member.id);
  one.present--;
  if (event.member.id !== chat.me.id) {
    return;
  }
  const banned = one.bannedAt !== undefined && Date.now() - one.bannedAt < BAN_AND_KICK_WITHIN;
  putOut(one, `${event.by.name} ${banned ? "banned you from" : "put you out of"} ${one.name}`
    + (event.reason ? ": " + event.reason : ""), banned, chat);
}

function putOut(one, text, banned, chat) {
  one.joined = false;
  one.present = 0;
  one.members.clear();
  one.timeline.cut();
  one.timeline.removeNotes("departure");
  one.timeline.removeNotes("welcome");
  one.timeline.note("departure", { text, banned, room: one.name });
  chat.changed("list");
}

const MEANWHILE = "while the servers could not reach each other";

const WHY_OUT = {
  banned: "you are banned.",
  invite_only: "it takes only people who are invited now.",
  key: "it has a key now; /join ROOM KEY goes into it.",
  full: "it is full.",
  ended: "it has ended.",
};

// Other servers took the user for gone, and something is lost.
function displaced(message, chat) {
  if (message.room === undefined) {
    chat.shown?.timeline.note("notice", {
      text: `You are ${message.name} because somebody took the name ${message.by.name} ${MEANWHILE}; /nick NAME takes another.`,
    });
    return;
  }
  const one = chat.find(message.room, false);
  if (one !== undefined) {
    putOut(one, `You fell out of ${one.name} ${MEANWHILE}, and cannot come back: ${WHY_OUT[message.why]}`,
      message.why === "banned", chat);
    chat.changed("head");
    chat.changed("people");
  }
}

function renamed(member, event, chat) {
  if (member !== undefined) {
    member.name = event.name;
  }
  if (event.by.id === chat.me.id) {
    chat.setName(event.name);
    return;
  }
  const direct = chat.all.find(one => one.direct && one.name !== event.name
    && (one.personId === event.by.id || (one.personId === "" && fold(one.name) === fold(event.by.name))));
  if (direct !== undefined) {
    direct.personId = event.by.id;
    direct.timeline.note("notice", { text: `${direct.name} is now ${event.name}` });
    chat.rename(direct, event.name);
  }
}

function changeMode(one, change, event, chat) {
  if (change.member !== undefined) {
    const ranked = one.members.get(change.member);
    if (ranked !== undefined) {
      const others = (ranked.ranks ?? []).filter(rank => rank !== change.mode);
      ranked.ranks = change.on ? [...others, change.mode] : others;
    }
    if (change.member === chat.me.id && change.mode === "operator" && change.on) {
      chat.changed("runs", one);
    }
  } else if (change.mode === "mute" || change.mode === "ban") {
    const names = (change.names ?? "").split(", ").filter(name => name !== "").map(fold);
    if (change.mode === "mute") {
      names.forEach(name => change.on ? one.muted.add(name) : one.muted.delete(name));
    } else if (change.on && names.includes(fold(chat.me.name))) {
      one.bannedAt = Date.now();
    }
  }
}
