// What can be done with somebody whose name was pressed.

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
  if (room?.isRoom && chat.runs(room)) {
    entries.push(
      room.isRunBy(person) ? does("Make no operator any more", "deop") : does("Make an operator", "op"),
      room.isMuted(person) ? does("Unmute", "unmute") : does("Mute", "mute"),
      asksFirst("Kick", "kick"), asksFirst("Ban", "ban"));
  }
  return entries;
}
