// What may be typed behind a slash. The words do the same at every door of the server; those that change what the page shows are
// requests of their own, all others go to the server as they are.

import { roomNamed } from "./text.js";

const IN_ROOM = "room";
const ON_PAGE = "page";

// Word, what follows it, what it does, and whether it belongs to a room, or to the page alone.
const COMMANDS = [
  ["join", "ROOM [KEY]", "go into a room, or open it"],
  ["leave", "[ROOM]", "leave a room"],
  ["close", "", "leave this room, or close this conversation", ON_PAGE],
  ["msg", "NAME TEXT", "write to one person alone"],
  ["reply", "TEXT", "answer the last private message"],
  ["me", "DOING", "say what you do"],
  ["nick", "NAME", "take another name"],
  ["topic", "TEXT", "say what the room is about", IN_ROOM],
  ["who", "", "who is here"],
  ["whois", "NAME", "who somebody is"],
  ["rooms", "", "which rooms there are"],
  ["search", "WORDS", "find what was said"],
  ["history", "[N|DAY]", "what was said before", IN_ROOM],
  ["more", "", "more of what /history showed"],
  ["away", "[REASON]", "say that you are away"],
  ["back", "", "say that you are back"],
  ["ignore", "NAME", "read nothing of somebody any more"],
  ["unignore", "NAME", "read somebody again"],
  ["invite", "NAME", "ask somebody into this room", IN_ROOM],
  ["kick", "NAME [REASON]", "put somebody out of the room", IN_ROOM],
  ["ban", "NAME", "keep somebody out", IN_ROOM],
  ["unban", "NAME", "let somebody in again", IN_ROOM],
  ["mute", "NAME", "let somebody only read", IN_ROOM],
  ["unmute", "NAME", "let somebody speak again", IN_ROOM],
  ["voice", "NAME", "let somebody speak where only some may", IN_ROOM],
  ["devoice", "NAME", "take that back", IN_ROOM],
  ["op", "NAME", "let somebody run the room", IN_ROOM],
  ["deop", "NAME", "let somebody run the room no more", IN_ROOM],
  ["mode", "[WORD VALUE]", "how the room is run", IN_ROOM],
  ["quit", "[REASON]", "leave the chat"],
  ["oper", "NAME", "run the server; the secret is asked for"],
  ["banip", "ADDRESS", "let nobody in from an address, if you run the server"],
  ["unbanip", "ADDRESS", "let people in from there again"],
  ["kill", "NAME [REASON]", "end somebody's connection, if you run the server"],
  ["announce", "TEXT", "tell everybody, if you run the server"],
  ["help", "[COMMAND]", "all commands, or more about one"],
];

const ALIASES = {
  j: "join", part: "leave", query: "msg", w: "msg", tell: "msg", whisper: "msg", emote: "me", name: "nick", find: "search",
  exit: "quit", bye: "quit", h: "help", r: "reply", names: "who", list: "rooms",
};

// Two slashes begin a line that is said with one.
export const isCommand = text => text.startsWith("/") && !text.startsWith("//");

// Nobody who looks over one's shoulder, or at what was typed before, reads the secret.
export const withoutSecret = text => text.replace(/^(\s*\/\s*oper\s+\S+)\s.*/ims, "$1");

export function matching(typed) {
  const word = typed.slice(1).split(/\s/)[0].toLowerCase();
  return COMMANDS.filter(([name]) => name.startsWith(word));
}

const NO_ROOM = "You are in no room.";

const refusal = text => ({ type: "refused", code: "usage", text });

// Carries out what was typed in a conversation, or in none; rejects with a refusal.
export async function command(text, one, chat, requests) {
  const typed = text.slice(1).trim();
  const [first, ...words] = typed.split(/\s+/);
  const word = ALIASES[first.toLowerCase()] ?? first.toLowerCase();
  const argument = typed.slice(first.length).trim();
  if (!one?.isRoom && COMMANDS.some(([name, , , place]) => name === word && place === IN_ROOM)) {
    throw refusal(`/${word} belongs to a room; go to one first.`);
  }
  switch (word) {
    case "join":
      await join(words, requests);
      break;
    case "leave":
      await leave(words, one, chat, requests);
      break;
    case "close":
      if (argument !== "") {
        throw refusal("/close is for what is shown; /leave ROOM leaves another room.");
      }
      if (one === null) {
        throw refusal(NO_ROOM);
      }
      await requests.close(one);
      break;
    case "me":
      if (one === null) {
        throw refusal(NO_ROOM);
      }
      if (argument === "") {
        throw refusal("Say what you do: /me DOING");
      }
      requests.say(one, argument, "emoted");
      break;
    case "msg":
      message(words, argument, chat, requests);
      break;
    case "nick":
      if (argument === "") {
        throw refusal("Say how you want to be called: /nick NAME");
      }
      await requests.nick(argument);
      break;
    case "quit":
      chat.changed("quit", argument);
      break;
    case "help":
      help(text, words, one, chat, requests);
      break;
    case "oper":
      if (words.length === 0) {
        throw refusal("Say as whom: /oper NAME; the secret is asked for.");
      } else if (words.length === 1) {
        chat.changed("secret", words[0]);
      } else {
        perform(text, one, chat, requests);
      }
      break;
    case "search":
      chat.changed("search", argument);
      break;
    case "topic":
      if (argument === "") {
        requests.command(text, one.name);
      } else {
        await requests.topic(one.name, argument === "-" ? "" : argument);
      }
      break;
    default:
      perform(text, one, chat, requests);
  }
}

// Has the server carry it out.
function perform(text, one, chat, requests) {
  requests.command(text, one?.isRoom ? one.name : chat.server.room);
  chat.shown.timeline.note("lines", { text: withoutSecret(text) });
  chat.changed("end");
}

async function join(words, requests) {
  if (words.length === 0) {
    throw refusal("Say which room: /join ROOM [KEY]");
  } else if (words.length > 2) {
    throw refusal("A room's name has no blanks, and neither has its key: /join ROOM [KEY]");
  }
  await requests.enter(words[0], words[1] ?? "");
}

async function leave(words, one, chat, requests) {
  const room = words.length > 0 ? chat.find(roomNamed(words[0]), false) : one;
  if (room === null) {
    throw refusal(NO_ROOM);
  } else if (room === undefined) {
    await requests.leave(words[0], words.slice(1).join(" "));
  } else if (room.direct || !room.joined) {
    chat.remove(room);
  } else {
    await requests.leaveAsking(room, words.slice(1).join(" "));
  }
}

function message(words, argument, chat, requests) {
  if (words.length === 0) {
    throw refusal("Say to whom: /msg NAME TEXT");
  }
  const one = chat.person(words[0]);
  chat.select(one);
  const text = argument.slice(words[0].length).trim();
  if (text !== "") {
    requests.say(one, text, "said");
  }
}

// The server knows nothing of what only the page has.
function help(text, words, one, chat, requests) {
  const asked = (words[0] ?? "").replace(/^\//, "").toLowerCase();
  const word = ALIASES[asked] ?? asked;
  const known = COMMANDS.find(([name, , , place]) => name === word && place === ON_PAGE);
  if (known !== undefined) {
    chat.shown.timeline.note("lines", { text: `${text}\nusage: /${known[0]}\n${known[2]}` });
    chat.changed("end");
    return;
  }
  if (asked === "") {
    // The same as the menu that opens while one types.
    const all = COMMANDS.map(([name, follows, does]) => `/${name}${follows && " " + follows}: ${does}`);
    chat.shown.timeline.note("lines", { text: [text, ...all, "/help COMMAND tells more about one"].join("\n") });
    chat.changed("end");
    return;
  }
  perform(ALIASES[asked] === undefined ? text : `/help ${word}`, one, chat, requests);
}
