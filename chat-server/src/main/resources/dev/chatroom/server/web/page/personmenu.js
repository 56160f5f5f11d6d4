// What can be done with somebody whose name was pressed.

import { fold } from "./text.js";

// perform(command): carries out a command as if it had been typed
export function entriesFor(person, chat, perform) {
  const name = person.name;
  const does = (label, word) => ({ label, help: `/${word}`, pick: () => perform(`/${word} ${name}`) });
  const asksFirst = (label, word) => ({
    label, help: `/${word}`,
    pick: () => ({ ...does(`${label} ${name}? Press again`, word), danger: true }),
  });
  const entries = [
    { label: `Write to ${name} alone`, help: "", pick: () => chat.select(chat.person(name, person.id)) },
    does("Who is that?", "whois"),
    does("Ignore", "ignore"),
  ];
  const room = chat.current;
  if (room?.isRoom && room.ranksOf(chat.me.id).includes("operator")) {
    const mutes = room.muted.has(fold(name)) ? [] : [does("Mute", "mute")];
    entries.push(
      room.ranksOf(person.id).includes("operator") ? does("Make no operator any more", "deop") : does("Make an operator", "op"),
      ...mutes, does("Unmute", "unmute"),
      asksFirst("Kick", "kick"), asksFirst("Ban", "ban"));
  }
  return entries;
}
