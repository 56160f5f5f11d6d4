// Puts the page together: the server's messages change the chat, the chat is shown, and what the user does becomes requests.

import { Chat, FAULTS } from "./chat.js";
import { Column } from "./column.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { closeDrawers, setUpDrawers } from "./drawers.js";
import { $ } from "./element.js";
import { GoTo } from "./goto.js";
import { Header } from "./header.js";
import { History } from "./history.js";
import { take } from "./incoming.js";
import { answerCopies, forgetIfCopied, keep, keptRooms, restore } from "./keeping.js";
import { Leaving } from "./leaving.js";
import { Menu } from "./menu.js";
import { NameDialog } from "./namedialog.js";
import { setUpNotifications } from "./notify.js";
import { People } from "./people.js";
import { entriesFor } from "./personmenu.js";
import { Requests } from "./requests.js";
import { Scroll } from "./scroll.js";
import { Search } from "./search.js";
import { setUpSecret } from "./secret.js";
import { roomOfAddress, Session } from "./session.js";
import { Sidebar } from "./sidebar.js";
import { setUpSound } from "./sound.js";
import { tab } from "./storage.js";
import { fold } from "./text.js";

await forgetIfCopied();

const chat = new Chat();
const connection = new Connection(
  () => tab.read("secret", ""), message => session.take(message) || take(message, chat, history), () => session.lost(),
  slow => slow ? chat.fault === "" && chat.setFault(FAULTS.slow) : chat.clearFault(FAULTS.slow));
const history = new History(connection, chat);
const requests = new Requests(connection, chat);
const session = new Session(connection, chat, requests, keptRooms);

const menu = new Menu($("menu"), $("input"));
const composer = new Composer(chat, requests, menu);
const columns = new WeakMap();

// What a user asks for by a press; a refusal is said below the input.
async function attempt(action) {
  try {
    await action();
    return true;
  } catch (refusal) {
    if (refusal.type !== "refused") {
      throw refusal;
    }
    chat.setFault(refusal.text);
    return false;
  }
}

function openMenu(person, near) {
  closeDrawers();
  if (!chat.isOwn(person)) {
    menu.show(entriesFor(person, chat, typed => requests.perform(typed)), `What to do with ${person.name}`, near);
    composer.focus();
  }
}

function columnOf(one) {
  if (!columns.has(one)) {
    columns.set(one, new Column(one.timeline, {
      chat,
      onName: openMenu,
      onJoin: room => attempt(() => requests.enter(room, "")),
      onTakeBack: event => attempt(() => requests.takeBack(event)),
      onClose: () => attempt(() => requests.close(one)),
    }));
  }
  return columns.get(one);
}

const scroll = new Scroll(chat, columnOf, one => history.older(one));

// Goes to where something was said.
async function jump(event) {
  const one = chat.find(event.room, false);
  if (one?.joined) {
    chat.select(one);
  } else {
    await requests.enter(event.room, "");
  }
  await history.around(chat.current, event.id);
  scroll.show(event.id);
}

new Sidebar(chat, one => attempt(() => requests.close(one)));
new People(chat, openMenu);
new Header(chat);
new GoTo(chat, requests);
new Search(chat, requests, event => attempt(() => jump(event)));
new NameDialog(chat, session, () => composer.focus());
setUpSecret(chat, requests, () => composer.focus());
const leaving = new Leaving(chat, reason => session.leave(reason), () => connection.open(),
  () => composer.focus());
setUpDrawers(chat);
setUpNotifications(chat);
setUpSound(chat);

// A room that was left is not to be gone into again by a reload.
function forgetAddress() {
  const room = roomOfAddress();
  if (room !== "" && !chat.find(room, false)?.joined) {
    window.history.replaceState(null, "", location.pathname);
  }
}

chat.on("select", () => {
  const one = chat.current;
  if (one === null || one.direct) {
    forgetAddress();
  } else {
    window.history.replaceState(null, "", "#" + encodeURIComponent(one.name));
  }
  if (one !== null) {
    history.fill(one);
  }
});
chat.on("list", () => chat.current?.direct && forgetAddress());

// Whoever runs a room from now on is told more of its people.
chat.on("runs", one => requests.who(one.name));

$("join-form").addEventListener("submit", async event => {
  event.preventDefault();
  const typed = $("join").value.trim();
  if (/\s/.test(typed)) {
    chat.setFault("A room's name has no blanks; /join ROOM KEY goes into a room that has a key.");
  } else if (typed !== "" && await attempt(() => requests.enter(typed, ""))) {
    $("join").value = "";
    composer.focus();
  }
});

document.addEventListener("visibilitychange", () => chat.markRead());
window.addEventListener("hashchange", () => {
  const room = roomOfAddress();
  if (!chat.inside) {
    session.asked = room;
  } else if (room !== "" && fold(room) !== fold(chat.current?.name ?? "")) {
    attempt(() => requests.enter(room, ""));
  }
});

restore(chat);
keep(chat);
// A page that is left may be kept in memory to be shown again. Meanwhile nobody is here.
window.addEventListener("pagehide", () => {
  connection.close();
  // Nothing connects again for somebody who has left.
  if (!leaving.isGone) {
    session.lost();
  }
});
window.addEventListener("pageshow", event => event.persisted && comeIn());

function comeIn() {
  answerCopies();
  if (leaving.isGone) {
    leaving.show();
  } else {
    connection.open();
  }
}

comeIn();
