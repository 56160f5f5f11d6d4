// What may be typed behind a slash. The words do the same at every door of the server.

export const COMMANDS = [
  ["join", "ROOM [KEY]", "go into a room, or open it"],
  ["leave", "[ROOM]", "leave a room"],
  ["msg", "NAME TEXT", "write to one person alone"],
  ["me", "DOING", "say what you do"],
  ["nick", "NAME", "take another name"],
  ["topic", "TEXT", "say what the room is about"],
  ["who", "", "who is here"],
  ["whois", "NAME", "who somebody is"],
  ["rooms", "", "which rooms there are"],
  ["search", "WORDS", "find what was said"],
  ["history", "[N]", "what was said before"],
  ["away", "[REASON]", "say that you are away"],
  ["back", "", "say that you are back"],
  ["ignore", "NAME", "read nothing of somebody any more"],
  ["unignore", "NAME", "read somebody again"],
  ["invite", "NAME", "ask somebody into this room"],
  ["kick", "NAME [REASON]", "put somebody out of the room"],
  ["ban", "NAME", "keep somebody out"],
  ["mute", "NAME", "let somebody only read"],
  ["op", "NAME", "let somebody run the room"],
  ["mode", "", "how the room is run"],
  ["oper", "NAME SECRET", "run the server"],
  ["help", "[COMMAND]", "all commands"],
];

export function matching(typed) {
  const word = typed.slice(1).split(/\s/)[0].toLowerCase();
  return COMMANDS.filter(([name]) => name.startsWith(word));
}
