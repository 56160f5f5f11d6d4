// What happens in a room, in words.

import { list } from "./text.js";

export const isAction = event => event.type === "emoted" || event.kind === "emoted";

// For the line that says what happened; null if it has no line of its own.
export function wordsFor(event) {
  const who = event.by.name;
  switch (event.type) {
    case "kicked":
      return `${who} put ${event.member.name} out${event.reason ? ` (${event.reason})` : ""}`;
    case "renamed":
      return `${who} is now ${event.name}`;
    case "topic":
      return event.text ? `${who} changed the topic to: ${event.text}` : `${who} took the topic away`;
    case "modes":
      return `${who} ${listed(event.changes.map(change))}`;
    case "crowd":
      return [[event.joined, "joined"], [event.left, "left"]].filter(([number]) => number > 0)
        .map(([number, did]) => `${number} ${did}`).join(", ") + `; ${event.present} here`;
    default:
      return null;
  }
}

// As one says them one after the other.
function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const FLAGS = {
  invite_only: ["closed the room to the uninvited", "opened the room to the uninvited"],
  moderated: ["let only operators and people with a voice speak", "let everybody speak"],
  members_only: ["closed the room to messages from outside", "opened the room to messages from outside"],
  secret: ["made the room secret", "put the room back on the list of rooms"],
  topic_locked: ["locked the topic", "unlocked the topic"],
  ban: ["banned somebody", "lifted a ban"],
  mute: ["muted somebody", "lifted a mute"],
  key: ["gave the room a key", "took the key away"],
  limit: ["limited the room", "took the limit away"],
  ban_exception: ["excepted somebody from bans", "took back an exception from bans"],
  mute_exception: ["excepted somebody from mutes", "took back an exception from mutes"],
  invite_exception: ["invited somebody for good", "took back an invitation for good"],
};

function change(one) {
  if (one.member !== undefined) {
    const [given, taken] = one.mode === "operator"
      ? [`made ${one.name} an operator`, `took ${one.name}'s operator rights away`]
      : [`gave ${one.name} a voice`, `took ${one.name}'s voice away`];
    return one.on ? given : taken;
  } else if (one.mode === "limit" && one.on) {
    return `limited the room to ${one.limit} ${one.limit === 1 ? "person" : "people"}`;
  } else if (one.mode === "ban" && one.names) {
    return one.on ? `banned ${one.names}` : `lifted the ban on ${one.names}`;
  } else if (one.mode === "mute" && one.names) {
    return one.on ? `muted ${one.names}` : `unmuted ${one.names}`;
  }
  return FLAGS[one.mode]?.[one.on ? 0 : 1] ?? "changed how the room is run";
}

// Who came and went in a row, as one line; empty if whoever went came back.
export function comingsAndGoings(events) {
  const came = [];
  const left = [];
  const reasons = new Map();
  for (const event of events) {
    const name = event.by.name;
    const back = event.type === "joined" ? left.indexOf(name) : -1;
    const into = event.type === "joined" ? came : left;
    if (back >= 0) {
      left.splice(back, 1);
    } else if (!into.includes(name)) {
      into.push(name);
    }
    reasons.set(name, event.reason ? ` (${event.reason})` : "");
  }
  const parts = [];
  if (came.length > 0) {
    parts.push(list(came) + " joined");
  }
  if (left.length > 0) {
    // A reason stands behind the one who gave it.
    parts.push(left.length === 1 ? `${left[0]} left${reasons.get(left[0])}` : list(left.map(name => name + reasons.get(name))) + " left");
  }
  return parts.join(", ");
}
