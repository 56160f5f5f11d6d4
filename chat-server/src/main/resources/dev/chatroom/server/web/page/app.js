// The page: which conversations there are, which one is shown, and what the user does.

import { Connection } from "./connection.js";
import { Column, show } from "./view.js";
import { fold, colourOf, mentions, list } from "./text.js";
import { matching } from "./commands.js";

const $ = id => document.getElementById(id);
const PAGE_OF_HISTORY = 50;
const TYPING_EVERY = 3000;
const TYPING_LASTS = 6000;
const NEAR_END = 40;

const stored = {
  get: key => { try { return localStorage.getItem(key) ?? ""; } catch { return ""; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private browsing keeps nothing */ } },
};

const talks = new Map();
const sent = [];
let sentAt = 0;
let current = null;
let me = { id: "", name: "" };
let server = null;
let inside = false;
let shut = false;
let typingSent = 0;

const connection = new Connection(take, state => {
  document.body.dataset.state = state;
  if (state === "lost") {
    inside = false;
    $("fault").textContent = server === null ? "" : "Connecting again…";
  }
});

// A conversation: { key, name, direct, column, members, topic, unread, mentioned, draft, newest, oldest, whole, typing }
function talk(name, direct) {
  const key = (direct ? "@" : "#") + fold(name);
  let known = talks.get(key);
  if (known === undefined) {
    known = {
      key, name, direct, members: new Map(), present: 0, topic: "", unread: 0, mentioned: false,
      draft: stored.get("draft " + key), newest: "", oldest: "", whole: direct, typing: new Map(), joined: direct,
      column: new Column(() => me.name, author => openMenu(author)),
    };
    talks.set(key, known);
  }
  return known;
}

// ---- What comes from the server

async function take(message) {
  switch (message.type) {
    case "password":
      shut = true;
      askForName(message.wrong ? message.text : "", true);
      break;
    case "welcome":
      shut = false;
      me = message.you;
      server = message.server;
      document.title = server.name;
      await comeIn();
      break;
    case "entered":
      entered(message);
      break;
    case "room":
      setMembers(talk(message.room, false), message);
      break;
    case "told":
      told(message);
      break;
    case "lines":
      (current ?? talk(server.room, false)).column.lines(message.lines);
      keepAtEnd();
      break;
    case "notice":
    case "announced":
      (current ?? talk(server.room, false)).column.notice(
        message.by === undefined ? message.text : `${message.by.name} announces: ${message.text}`);
      keepAtEnd();
      break;
    case "invitation":
      current?.column.notice(`${message.by.name} invites you into ${message.room}; /join ${message.room} goes there`);
      keepAtEnd();
      break;
    case "missed":
      talk(message.room, false).column.divider(`${message.events} messages were missed`, "missed");
      break;
    case "bye":
    case "expelled":
      $("fault").textContent = message.text ?? `You were put out: ${message.reason}`;
      if (message.type === "expelled") {
        connection.close();
      }
      break;
    case "refused":
      if (message.ref === undefined) {
        $("fault").textContent = message.text;
      }
      break;
    default:
      if (message.room !== undefined) {
        happened(message);
      }
  }
}

async function comeIn() {
  const name = stored.get("name");
  if (name === "") {
    askForName("", false);
    return;
  }
  try {
    if (name !== me.name) {
      me.name = (await connection.ask("nick", { name })).name;
    }
  } catch (refusal) {
    if (refusal.code !== "lost") {
      askForName(refusal.text + (refusal.code === "name-taken" ? ", or you are here in another tab" : ""), false);
    }
    return;
  }
  inside = true;
  $("me").textContent = me.name;
  $("fault").textContent = "";
  const wanted = roomOfAddress();
  const rooms = [...talks.values()].filter(one => !one.direct && one.joined).map(one => one.name);
  const kept = rooms.length > 0 ? rooms : stored.get("rooms").split(" ").filter(room => room !== "");
  const all = new Map([server.room, ...kept, ...(wanted === "" ? [] : [wanted])].map(room => [fold(room), room]));
  for (const room of all.values()) {
    await join(room, "", false);
  }
  const first = current ?? (talks.get("#" + fold(wanted)) ?? talks.get("#" + fold(server.room)))
    ?? talks.values().next().value;
  if (first !== undefined) {
    select(first);
  }
}

// The room that the address of the page names; none if nobody can tell.
function roomOfAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

async function join(room, key, shows) {
  try {
    await connection.ask("join", { room, key });
    $("fault").textContent = "";
    if (shows) {
      select(talk(room, false));
    }
  } catch (refusal) {
    $("fault").textContent = refusal.text;
  }
}

function entered(message) {
  const one = talk(message.room, false);
  const again = one.entered && one.newest !== "";
  one.entered = true;
  one.name = message.room;
  one.joined = true;
  one.topic = message.topic;
  setMembers(one, message);
  if (again) {
    catchUp(one);
  }
  remember();
  if (one === current) {
    showHead();
  }
  if (message.past === 0 && one.column.isEmpty) {
    one.column.welcome(howOthersJoin());
  }
  showLists();
}

// After a connection was lost: what was said meanwhile, in order, under a line of its own.
async function catchUp(one) {
  const since = one.newest;
  one.catching = [];
  let more = true;
  let pages = 0;
  let after = since;
  while (more && pages < 5) {
    try {
      const done = await connection.ask("history", { room: one.name, after, limit: 100 });
      more = done.more;
    } catch {
      more = false;
    }
    pages++;
    after = one.catching.at(-1)?.id ?? after;
  }
  // The newest came twice: with the room, and as answers.
  const missed = [...new Map(one.catching.map(event => [event.id, event])).values()]
    .filter(event => !one.column.has(event.id))
    .sort((a, b) => BigInt(a.id) < BigInt(b.id) ? -1 : 1);
  one.catching = undefined;
  if (missed.some(event => event.type === "said" || event.type === "emoted")) {
    one.column.divider("while you were away", "new");
  }
  missed.forEach(event => arrive(one, event));
  if (more) {
    one.column.divider("more was said than can be shown here", "missed");
  }
  keepAtEnd();
}

function setMembers(one, message) {
  one.members = new Map(message.members.map(member => [member.id, member]));
  one.present = message.present;
  showPeople();
}

function happened(event) {
  const one = talk(event.room, false);
  if (event.past) {
    past(one, event);
    return;
  }
  if (event.type === "tagged") {
    typing(one, event);
    return;
  }
  changeMembers(one, event);
  // That one has come oneself is no news; and what was said before comes behind it.
  const ownComing = event.type === "joined" && event.by.id === me.id;
  if (!one.column.has(event.id) && !ownComing) {
    arrive(one, event);
  }
}

function past(one, event) {
  if (one.catching !== undefined) {
    one.catching.push(event);
  } else if (event.ref !== undefined && one.loading !== undefined) {
    one.loading.push(event);
  } else if (!one.column.has(event.id)) {
    noteId(one, event);
    show(one.column, event);
    keepAtEnd();
  }
}

function noteId(one, event) {
  if (one.newest === "" || BigInt(event.id) > BigInt(one.newest)) {
    one.newest = event.id;
  }
  if (one.oldest === "" || BigInt(event.id) < BigInt(one.oldest)) {
    one.oldest = event.id;
  }
}

function arrive(one, event) {
  noteId(one, event);
  one.typing.delete(event.by.id);
  if (one === current && event.by.id === me.id) {
    stuck = true;
  }
  show(one.column, event);
  const isSpeech = event.type === "said" || event.type === "emoted" || event.type === "told";
  if (isSpeech && event.by.id !== me.id && (one !== current || document.hidden)) {
    one.unread++;
    const called = one.direct || mentions(event.text, me.name);
    one.mentioned ||= called;
    if (called) {
      alertUser(one, event);
    }
    soon(showLists);
  }
  if (one === current) {
    if (!stuck && isSpeech) {
      one.below = (one.below ?? 0) + 1;
      showBelow();
    }
  }
}

function changeMembers(one, event) {
  const member = one.members.get(event.by.id);
  switch (event.type) {
    case "joined":
      one.members.set(event.by.id, { ...event.by, ranks: event.ranks });
      one.present++;
      break;
    case "left":
      one.members.delete(event.by.id);
      one.present--;
      if (event.by.id === me.id) {
        one.joined = false;
        forget(one);
      }
      break;
    case "kicked":
      one.members.delete(event.member.id);
      one.present--;
      if (event.member.id === me.id) {
        one.joined = false;
        one.members.clear();
        remember();
        one.column.divider(`${event.by.name} put you out${event.reason ? ": " + event.reason : ""}`
          + ` — /join ${one.name} asks to be let in again`, "new");
      }
      break;
    case "renamed":
      if (member !== undefined) {
        member.name = event.name;
      }
      if (event.by.id === me.id) {
        setName(event.name);
      }
      break;
    case "away":
    case "back":
      if (member !== undefined) {
        member.away = event.type === "away" ? event.reason : undefined;
      }
      break;
    case "modes":
      for (const change of event.changes.filter(each => each.member !== undefined)) {
        const ranked = one.members.get(change.member);
        if (ranked !== undefined) {
          ranked.ranks = (ranked.ranks ?? []).filter(rank => rank !== change.mode);
          if (change.on) {
            ranked.ranks.push(change.mode);
          }
        }
      }
      break;
    case "topic":
      one.topic = event.text;
      break;
    case "crowd":
      one.present = event.present;
      break;
  }
  if (one === current && event.type !== "said") {
    soon(showHead);
    soon(showPeople);
  }
}

function told(message) {
  const other = message.by.id === me.id ? message.to : message.by;
  const one = talk(other.name, true);
  arrive(one, message);
  showLists();
}

function typing(one, event) {
  if (event.by.id === me.id || event.tags["+typing"] === undefined) {
    return;
  }
  if (event.tags["+typing"] === "active") {
    one.typing.set(event.by.id, { name: event.by.name, until: Date.now() + TYPING_LASTS });
  } else {
    one.typing.delete(event.by.id);
  }
  showTyping();
}

// ---- What is shown

function select(one) {
  if (current !== null) {
    current.draft = $("input").value;
    current.place = stuck ? undefined : $("log").scrollTop;
    growth.unobserve(current.column.root);
    current.column.removeDividers("new");
  }
  current = one;
  if (one.unread > 0 && !one.direct) {
    one.below = 0;
  }
  one.unread = 0;
  one.mentioned = false;
  $("log").replaceChildren(one.column.root);
  growth.observe(one.column.root);
  stuck = one.place === undefined;
  $("input").value = one.draft;
  resize();
  if (!one.direct) {
    history.replaceState(null, "", "#" + encodeURIComponent(one.name));
  }
  closeDrawers();
  showHead();
  showPeople();
  showLists();
  showTyping();
  if (one.place === undefined) {
    toEnd();
  } else {
    $("log").scrollTop = one.place;
  }
  showBelow();
}

function howOthersJoin() {
  const host = location.hostname;
  const port = location.port || (location.protocol === "https:" ? "443" : "80");
  const code = text => {
    const made = document.createElement("code");
    made.textContent = text;
    return made;
  };
  const line = (...parts) => {
    const made = document.createElement("p");
    made.append(...parts);
    return made;
  };
  return [
    line("Nothing has been said here yet. Others join with what they have:"),
    line("a browser: ", code(location.origin + "/")),
    line("a terminal: ", code(`nc ${host} ${port}`)),
    line("an IRC client: ", code(`/connect ${host} ${port}`)),
  ];
}

function showHead() {
  $("title").textContent = current.name;
  $("topic").textContent = current.topic;
  $("topic").title = current.topic;
  $("input").placeholder = current.direct
    ? `Write to ${current.name}`
    : current.joined ? `Say something in ${current.name}` : `You are not in ${current.name} any more`;
  document.title = pageTitle();
}

function pageTitle() {
  const unread = [...talks.values()].reduce((sum, one) => sum + one.unread, 0);
  return (unread > 0 ? `(${unread}) ` : "") + (current === null ? server.name : `${current.name} · ${server.name}`);
}

function item(one) {
  const entry = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  const name = document.createElement("span");
  name.textContent = one.name;
  button.append(name);
  if (one === current) {
    button.setAttribute("aria-current", "true");
  }
  if (one.unread > 0) {
    const count = document.createElement("span");
    count.className = "count" + (one.mentioned ? " mentioned" : "");
    count.textContent = (one.mentioned && !one.direct ? "@ " : "") + one.unread;
    count.setAttribute("aria-label", `${one.unread} unread`);
    button.append(count);
  }
  button.addEventListener("click", () => select(one));
  entry.append(button);
  return entry;
}

// Shows something once for all that happens in a moment.
const waiting = new Set();
function soon(shows) {
  if (!waiting.has(shows)) {
    waiting.add(shows);
    setTimeout(() => {
      waiting.delete(shows);
      shows();
    }, 50);
  }
}

function showLists() {
  const all = [...talks.values()];
  $("room-list").replaceChildren(...all.filter(one => !one.direct).map(item));
  const direct = all.filter(one => one.direct);
  $("direct-list").replaceChildren(...direct.map(item));
  $("direct-title").hidden = direct.length === 0;
  if (server !== null) {
    document.title = pageTitle();
  }
}

function showPeople() {
  if (current === null || current.direct) {
    $("people-list").replaceChildren();
    $("people-title").textContent = "";
    $("show-people").textContent = "";
    return;
  }
  const rank = member => (member.ranks ?? []).includes("operator") ? 0 : (member.ranks ?? []).includes("voice") ? 1 : 2;
  const members = [...current.members.values()]
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  $("people-title").textContent = `${current.present} here`;
  $("show-people").textContent = `${current.present} here`;
  $("people-list").replaceChildren(...members.map(member => {
    const entry = document.createElement("li");
    entry.classList.toggle("away", member.away !== undefined);
    const button = document.createElement("button");
    button.type = "button";
    button.style.setProperty("--name", member.id === me.id ? "var(--ink)" : colourOf(member.name));
    button.append(member.name + " ");
    const mark = document.createElement("small");
    mark.textContent = [member.id === me.id ? "you" : "", rank(member) === 0 ? "op" : "",
      member.away === undefined ? "" : "away"].filter(each => each !== "").join(", ");
    button.append(mark);
    button.addEventListener("click", () => openMenu(member));
    entry.append(button);
    return entry;
  }));
}

function showTyping() {
  const now = Date.now();
  const names = current === null
    ? []
    : [...current.typing.values()].filter(each => each.until > now).map(each => each.name);
  $("typing").textContent = names.length === 0 ? "" : `${list(names)} ${names.length === 1 ? "is" : "are"} writing…`;
}
setInterval(showTyping, 2000);

// Whether the end is shown, and is to stay so however much comes. Whoever scrolls up ends that.
let stuck = true;
let lastTop = 0;
const growth = new ResizeObserver(() => {
  if (stuck) {
    $("log").scrollTop = $("log").scrollHeight;
  }
});
growth.observe($("log"));

const isAtEnd = () => $("log").scrollHeight - $("log").scrollTop - $("log").clientHeight < NEAR_END;

function toEnd() {
  stuck = true;
  $("log").scrollTop = $("log").scrollHeight;
  if (current !== null) {
    current.below = 0;
  }
  showBelow();
}

function keepAtEnd() {
  if (stuck) {
    toEnd();
  }
}

function showBelow() {
  const below = current?.below ?? 0;
  $("to-end").hidden = below === 0;
  $("to-end").textContent = `${below} new ↓`;
}

async function loadOlder() {
  const one = current;
  if (one === null || one.direct || one.whole || one.loading !== undefined || !inside) {
    return;
  }
  one.loading = [];
  try {
    const done = await connection.ask("history", {
      room: one.name, limit: PAGE_OF_HISTORY, ...(one.oldest === "" ? {} : { before: one.oldest }),
    });
    one.whole = !done.more;
    const older = one.loading;
    one.loading = undefined;
    const log = $("log");
    const below = log.scrollHeight - log.scrollTop;
    older.forEach(event => noteId(one, event));
    one.column.prepend(older);
    if (one === current) {
      log.scrollTop = log.scrollHeight - below;
    }
  } catch {
    one.loading = undefined;
  }
}

// ---- What the user does

function setName(name) {
  me.name = name;
  stored.set("name", name);
  $("me").textContent = name;
}

function remember() {
  stored.set("rooms", [...talks.values()].filter(one => !one.direct && one.joined).map(one => one.name).join(" "));
}

function forget(one) {
  talks.delete(one.key);
  remember();
  if (one === current) {
    current = null;
    const next = talks.values().next().value;
    if (next !== undefined) {
      select(next);
    }
  }
  showLists();
}

async function send(text) {
  if (text.startsWith("/") && !text.startsWith("//")) {
    await command(text);
    return;
  }
  const plain = text.startsWith("//") ? text.slice(1) : text;
  for (const line of plain.split("\n").filter(each => each.trim() !== "")) {
    say(current, line, "said");
  }
}

function say(one, text, type) {
  const row = one.column.pending(me, text, type);
  toEnd();
  const asked = one.direct
    ? connection.ask("tell", { to: one.name, text })
    : connection.ask(type === "emoted" ? "emote" : "say", { room: one.name, text });
  asked.then(event => one.column.placed(row, event), refusal => {
    if (refusal.code === "too-long" && one === current && $("input").value === "") {
      row.remove();
      fillIn(text);
      $("fault").textContent = refusal.text;
      return;
    }
    one.column.failed(row, refusal.text, () => say(one, text, type));
  });
}

async function command(text) {
  const [word, ...rest] = text.slice(1).trim().split(/\s+/);
  const argument = text.slice(1 + word.length).trim();
  try {
    switch (word.toLowerCase()) {
      case "join":
      case "j":
        await join(rest[0] ?? "", rest.slice(1).join(" "), true);
        return;
      case "leave":
      case "part":
        await connection.ask("leave", { room: rest[0] ?? current.name, reason: rest.slice(1).join(" ") });
        break;
      case "me":
        say(current, argument, "emoted");
        break;
      case "msg":
      case "query":
        select(talk(rest[0] ?? "", true));
        if (rest.length > 1) {
          say(current, argument.slice(rest[0].length).trim(), "said");
        }
        break;
      case "nick":
        setName((await connection.ask("nick", { name: argument })).name);
        break;
      case "topic":
        if (argument === "") {
          connection.tell("command", { text, room: current.name });
        } else {
          await connection.ask("topic", { room: current.name, text: argument === "-" ? "" : argument });
        }
        break;
      default:
        current.column.command(text.replace(/^(\/oper\s+\S+\s).*/i, "$1…"));
        connection.tell("command", { text, room: current.direct ? server.room : current.name });
    }
    $("fault").textContent = "";
  } catch (refusal) {
    $("fault").textContent = refusal.text;
  }
}

function askForName(fault, password) {
  $("hello-fault").textContent = fault;
  $("password-row").hidden = !password;
  $("name").value = stored.get("name") || me.name;
  if (!$("hello").open) {
    $("hello").showModal();
  }
  $("password").value = "";
  (password ? $("password") : $("name")).select();
  $("hello-title").textContent = inside ? "What shall we call you from now on?" : "What shall we call you?";
  $("hello-send").textContent = inside ? "Change" : "Come in";
}

$("hello-form").addEventListener("submit", async event => {
  event.preventDefault();
  const name = $("name").value.trim();
  $("hello-fault").textContent = "";
  if (name === "") {
    $("hello-fault").textContent = "A name has at least one character.";
    return;
  }
  if (inside) {
    try {
      setName((await connection.ask("nick", { name })).name);
      $("hello").close();
    } catch (refusal) {
      $("hello-fault").textContent = refusal.text;
    }
    return;
  }
  stored.set("name", name);
  $("hello").close();
  if (shut) {
    connection.tell("login", { password: $("password").value });
  } else {
    await comeIn();
  }
  $("input").focus();
});
$("hello").addEventListener("cancel", event => {
  if (!inside) {
    event.preventDefault();
  }
});
$("me").addEventListener("click", () => askForName("", false));

$("join-form").addEventListener("submit", event => {
  event.preventDefault();
  const [room, ...key] = $("join").value.trim().split(/\s+/);
  $("join").value = "";
  if (room) {
    // What is typed here is a name, even if it has blanks.
    join([room, ...key].join("-"), "", true);
  }
});

$("compose").addEventListener("submit", event => {
  event.preventDefault();
  const typed = $("input").value.trimEnd();
  // Blanks before a command do not make it speech.
  const text = typed.trimStart().startsWith("/") ? typed.trimStart() : typed;
  if (text === "" || current === null) {
    $("input").value = "";
    resize();
    return;
  }
  if (!inside) {
    $("fault").textContent = "Not connected; this is sent when you press Enter again.";
    return;
  }
  sent.push(text);
  sentAt = sent.length;
  $("input").value = "";
  stored.set("draft " + current.key, "");
  hideMenu();
  resize();
  send(text);
});

function resize() {
  const input = $("input");
  input.style.height = "auto";
  input.style.height = input.scrollHeight + 2 + "px";
}

$("input").addEventListener("input", () => {
  resize();
  $("fault").textContent = inside ? "" : $("fault").textContent;
  if (current === null) {
    return;
  }
  stored.set("draft " + current.key, $("input").value);
  const text = $("input").value;
  if (text.startsWith("/") && !text.includes(" ") && !text.includes("\n")) {
    showMenu(matching(text).map(([name, usage, help]) => ({
      label: `/${name} ${usage}`, help, pick: () => fillIn(`/${name} `),
    })));
  } else {
    hideMenu();
  }
  const now = Date.now();
  if (text !== "" && !text.startsWith("/") && !current.direct && now - typingSent > TYPING_EVERY) {
    typingSent = now;
    connection.tell("typing", { room: current.name, state: "active" });
  }
});

$("input").addEventListener("keydown", event => {
  const menu = !$("menu").hidden;
  if (event.isComposing) {
    return;
  }
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (menu && chosen().dataset.whole !== $("input").value.trim()) {
      chosen().click();
    } else {
      $("compose").requestSubmit();
    }
  } else if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Tab" && !event.shiftKey && $("input").value !== "") {
    event.preventDefault();
    if (menu) {
      chosen().click();
    } else {
      completeName();
    }
  } else if (event.key === "Escape") {
    hideMenu();
  } else if (event.key === "ArrowUp" && $("input").value === (sent[sentAt] ?? "") && sentAt > 0) {
    event.preventDefault();
    sentAt--;
    fillIn(sent[sentAt]);
  } else if (event.key === "ArrowDown" && sentAt < sent.length && $("input").value === sent[sentAt]) {
    event.preventDefault();
    sentAt++;
    fillIn(sent[sentAt] ?? "");
  }
});

function fillIn(text) {
  $("input").value = text;
  resize();
  hideMenu();
  $("input").focus();
}

function completeName() {
  const input = $("input");
  const before = input.value.slice(0, input.selectionStart);
  const word = before.split(/\s/).at(-1);
  const found = [...(current?.members.values() ?? [])]
    .map(member => member.name)
    .filter(name => name !== me.name && fold(name).startsWith(fold(word.replace(/^@/, ""))));
  if (word !== "" && found.length > 0) {
    const name = found[0] + (before === word && !word.startsWith("/") ? ": " : " ");
    input.setRangeText(name, before.length - word.length, before.length, "end");
    stored.set("draft " + current.key, input.value);
  }
}

// ---- Menus

function showMenu(entries) {
  const menu = $("menu");
  menu.replaceChildren(...entries.map((entry, at) => {
    const row = document.createElement("div");
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(at === 0));
    row.dataset.whole = entry.label.split(" ")[0];
    const label = document.createElement("b");
    label.textContent = entry.label;
    const help = document.createElement("span");
    help.textContent = entry.help;
    row.append(label, help);
    row.addEventListener("click", () => { hideMenu(); entry.pick(); });
    return row;
  }));
  menu.hidden = entries.length === 0;
}

const hideMenu = () => { $("menu").hidden = true; };
const chosen = () => $("menu").querySelector('[aria-selected="true"]');

function move(by) {
  const rows = [...$("menu").children];
  const at = rows.indexOf(chosen());
  const next = rows[(at + by + rows.length) % rows.length];
  rows[at].setAttribute("aria-selected", "false");
  next.setAttribute("aria-selected", "true");
  next.scrollIntoView({ block: "nearest" });
}

function openMenu(person) {
  const typed = word => () => command(`/${word} ${person.name}`);
  const operator = (current?.members.get(me.id)?.ranks ?? []).includes("operator");
  const entries = [
    { label: `Write to ${person.name} alone`, help: "", pick: () => select(talk(person.name, true)) },
    { label: "Who is that?", help: "/whois", pick: typed("whois") },
    { label: "Ignore", help: "/ignore", pick: typed("ignore") },
  ];
  if (operator) {
    entries.push(
      { label: "Make an operator", help: "/op", pick: typed("op") },
      { label: "Mute", help: "/mute", pick: typed("mute") },
      { label: "Kick", help: "/kick", pick: typed("kick") },
      { label: "Ban", help: "/ban", pick: typed("ban") });
  }
  closeDrawers();
  if (person.id !== me.id) {
    showMenu(entries);
    $("input").focus();
  }
}

document.addEventListener("click", event => {
  if (!$("menu").contains(event.target) && event.target.closest("button, .who") === null) {
    hideMenu();
  }
});

function closeDrawers() {
  for (const [button, drawer] of [["show-rooms", "rooms"], ["show-people", "people"]]) {
    $(drawer).classList.remove("open");
    $(button).setAttribute("aria-expanded", "false");
  }
}
for (const [button, drawer] of [["show-rooms", "rooms"], ["show-people", "people"]]) {
  $(button).addEventListener("click", () => {
    const open = !$(drawer).classList.contains("open");
    closeDrawers();
    $(drawer).classList.toggle("open", open);
    $(button).setAttribute("aria-expanded", String(open));
  });
}
$("log").addEventListener("click", closeDrawers);
document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    closeDrawers();
  }
});
$("to-end").addEventListener("click", toEnd);
$("log").addEventListener("scroll", () => {
  if ($("log").scrollTop < 200) {
    loadOlder();
  }
  const top = $("log").scrollTop;
  if (isAtEnd()) {
    stuck = true;
  } else if (top < lastTop - 2) {
    stuck = false;
  }
  lastTop = top;
  if (stuck && current !== null && current.below > 0) {
    current.below = 0;
    showBelow();
  }
}, { passive: true });

// ---- Notifications

if ("Notification" in window && Notification.permission === "default") {
  $("notify").hidden = false;
  $("notify").addEventListener("click", async () => {
    await Notification.requestPermission();
    $("notify").hidden = true;
  });
}

function alertUser(one, event) {
  if ("Notification" in window && Notification.permission === "granted" && document.hidden) {
    const shown = new Notification(one.direct ? event.by.name : `${event.by.name} in ${one.name}`,
      { body: event.text, tag: one.key });
    shown.onclick = () => { window.focus(); select(one); };
  }
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && current !== null && current.unread > 0) {
    current.unread = 0;
    current.mentioned = false;
    showLists();
  }
});
window.addEventListener("hashchange", () => {
  const room = roomOfAddress();
  if (inside && room !== "" && fold(room) !== fold(current?.name ?? "")) {
    join(room, "", true);
  }
});

connection.open();
