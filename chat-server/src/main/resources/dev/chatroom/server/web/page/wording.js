// What happens in a room, in words.

import { list } from "./text.js";

export const isAction = event => event.type === "emoted" || event.kind === "emoted";

// For the line that says what happened; null if it has no line of its own.
export function wordsFor(event) {
  const who = event.by.name;
  switch (event.type) {
    case "kicked":
      return `${who} put ${event.member.name} out${event.reason ? ": " + event.reason : ""}`;
    case "renamed":
      return `${who} is now ${event.name}`;
    case "topic":
      return event.text ? `${who} set the topic: ${event.text}` : `${who} took the topic away`;
    case "modes":
      return `${who} ${event.changes.map(change).join(", ")}`;
    case "crowd":
      return `${event.joined} came, ${event.left} left; ${event.present} are here`;
    default:
      return null;
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
  limit: ["limits the room", "took the limit away"],
  ban_exception: ["lets somebody in whatever the bans say", "took back an exception to the bans"],
  mute_exception: ["lets somebody speak whatever the mutes say", "took back an exception to the mutes"],
  invite_exception: ["lets somebody in without an invitation", "took back who comes in without an invitation"],
};

function change(one) {
  if (one.member !== undefined) {
    const rank = one.mode === "operator" ? "an operator" : "a voice";
    if (one.mode === "operator") {
      return one.on ? `made ${one.name} ${rank}` : `took ${rank}'s rights from ${one.name}`;
    }
    return one.on ? `gave ${one.name} ${rank}` : `took ${rank} from ${one.name}`;
  } else if (one.mode === "limit" && one.on) {
    return `limits the room to ${one.limit}`;
  } else if (one.mode === "ban" && one.names) {
    return one.on ? `banned ${one.names}` : `lets ${one.names} in again`;
  } else if (one.mode === "mute" && one.names) {
    return one.on ? `muted ${one.names}` : `lets ${one.names} speak again`;
  }
  return FLAGS[one.mode]?.[one.on ? 0 : 1] ?? "changed how the room is run";
}

// Who came and went in a row, as one line; empty if whoever went came back.
export function comingsAndGoings(events) {
  const came = [];
  const left = [];
  for (const event of events) {
    const name = event.by.name;
    const back = event.type === "joined" ? left.indexOf(name) : -1;
    const into = event.type === "joined" ? came : left;
    if (back >= 0) {
      left.splice(back, 1);
    } else if (!into.includes(name)) {
      into.push(name);
    }
  }
  const parts = [];
  if (came.length > 0) {
    parts.push(list(came) + " came");
  }
  if (left.length > 0) {
    parts.push(list(left) + " left");
  }
  return parts.join(", ");
}
