// What a reload of the page keeps, within this tab: rooms with what has been read of them, private conversations, drafts.

import { browser, tab } from "./storage.js";

const MOST_LINES = 50;
const MOST_DIRECT = 20;
const SAVED_EVERY = 2000;
const OTHER_TABS_ANSWER_WITHIN = 250;

// A copied tab has what the first one keeps, and would take its user away: it forgets all that, and is somebody else.
export async function forgetIfCopied() {
  const secret = tab.read("secret", "");
  if (secret !== "" && await isUsed(secret)) {
    tab.clear();
  }
}

// Asks the other tabs.
function isUsed(secret) {
  const channel = new BroadcastChannel("tabs");
  return new Promise(done => {
    channel.onmessage = event => event.data.used === secret && done(true);
    setTimeout(() => done(false), OTHER_TABS_ANSWER_WITHIN);
    channel.postMessage({ asked: secret });
  }).finally(() => channel.close());
}

// Answers other tabs while this one is shown.
export function answerCopies() {
  const channel = new BroadcastChannel("tabs");
  channel.onmessage = event => {
    const secret = tab.read("secret", "");
    if (secret !== "" && event.data.asked === secret) {
      channel.postMessage({ used: secret });
    }
  };
  addEventListener("pagehide", () => channel.close(), { once: true });
}

// The rooms in which the user was, perhaps none; for a tab that is new, the first one and those of the last visit.
export function keptRooms(first) {
  return tab.read("rooms", null)?.map(room => room.name) ?? [first, ...browser.read("rooms", [])];
}

export function restore(chat) {
  for (const kept of tab.read("rooms", [])) {
    const one = chat.room(kept.name);
    one.readUpTo = kept.read === null ? null : BigInt(kept.read);
    one.draft = kept.draft;
    one.joined = false;
  }
  for (const kept of tab.read("direct", [])) {
    const one = chat.person(kept.name, kept.id);
    kept.events.forEach(event => one.timeline.add(event));
    one.readUpTo = kept.read === null ? null : BigInt(kept.read);
    one.unread = kept.unread;
    one.mentioned = kept.unread > 0;
    one.draft = kept.draft;
  }
}

// A private conversation in which nothing was said is none.
function isWorthKeeping(one) {
  return one.direct && (!one.timeline.isEmpty || one.draft !== "");
}

// The private conversation that was shown last, unless the address leads elsewhere by now.
export function keptConversation(chat) {
  const kept = tab.read("current", null);
  return kept?.address === location.hash ? chat.all.find(one => one.direct && one.key === kept.key) : undefined;
}

function save(chat) {
  const read = one => one.readUpTo === null ? null : String(one.readUpTo);
  const rooms = chat.all.filter(one => one.isRoom && one.joined);
  tab.write("rooms", rooms.map(one => ({ name: one.name, read: read(one), draft: one.draft })));
  browser.write("rooms", rooms.map(one => one.name));
  if (chat.current !== null) {
    tab.write("current", { key: chat.current.key, address: location.hash });
  }
  tab.write("direct", chat.all.filter(isWorthKeeping).slice(-MOST_DIRECT).map(one => ({
    name: one.name, id: one.personId, read: read(one), unread: one.unread, draft: one.draft,
    events: one.timeline.events().slice(-MOST_LINES),
  })));
}

// Saves now and then once the user is in all rooms, and when the page is left: Firefox closes the connection before it tells of that.
export function keep(chat) {
  const saveIfKnown = () => {
    if (chat.isSettled) {
      save(chat);
    }
  };
  setInterval(saveIfKnown, SAVED_EVERY);
  addEventListener("pagehide", saveIfKnown);
}
