// Text as it is shown. Nothing here, or elsewhere on the page, makes HTML of what people write.

const LINK = /\bhttps?:\/\/[^\s<>"]+/gi;
const SENTENCE_SIGNS = ".,;:!?'";
const OPENED_BY = { ")": "(", "]": "[", "}": "{" };
const CODE = /`([^`\n]+)`/g;
const LONGEST_LINK = 60;
const HUES = 12;

// Rooms are written with # or without.
export const roomNamed = written => written.replace(/^#(?=.)/, "");

// The words of a message as nodes: links and `code`, everything else as it is.
export function words(text) {
  const nodes = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(CODE)) {
    addLinks(nodes, text.slice(from, match.index));
    const code = document.createElement("code");
    code.textContent = match[1];
    nodes.append(code);
    from = match.index + match[0].length;
  }
  addLinks(nodes, text.slice(from));
  return nodes;
}

function addLinks(nodes, text) {
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const address = withoutEnd(match[0]);
    nodes.append(text.slice(from, match.index));
    from = match.index + address.length;
    const shown = shownLink(address);
    if (shown === null) {
      nodes.append(address);
      continue;
    }
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
    link.textContent = shown;
    link.title = address;
    nodes.append(link);
  }
  nodes.append(text.slice(from));
}

// Without the signs of the sentence around it, and the brackets that it has not opened itself.
function withoutEnd(link) {
  let end = link.length;
  // Each sign is counted once: a link may be nothing but brackets.
  const counts = {};
  for (const sign of link) {
    counts[sign] = (counts[sign] ?? 0) + 1;
  }
  const isMore = sign => sign in OPENED_BY && counts[sign] > (counts[OPENED_BY[sign]] ?? 0);
  while (SENTENCE_SIGNS.includes(link[end - 1]) || isMore(link[end - 1])) {
    counts[link[end - 1]]--;
    end--;
  }
  return link.slice(0, end);
}

// With its host in full, whatever is long behind it; null for one that pretends to lead elsewhere.
function shownLink(link) {
  let url;
  try {
    url = new URL(link);
  } catch {
    return null;
  }
  if (url.username !== "" || url.password !== "") {
    return null;
  }
  const rest = link.slice(link.indexOf("//") + 2).replace(/^[^/?#]*/, "");
  // Letters that look like others, or like a slash, are shown as the network has them.
  const plain = link.toLowerCase().startsWith(url.origin.toLowerCase());
  return link.length <= LONGEST_LINK
    ? plain ? link : url.origin + rest
    : url.origin + (rest.length <= 40 ? rest : rest.slice(0, 20) + "…" + rest.slice(-20));
}

export function fold(name) {
  return name.normalize("NFKC").toLowerCase();
}

// One of twelve colours for a name, the same for everybody.
export function colourOf(name) {
  let hash = 0;
  for (const c of fold(name)) {
    hash = (hash * 31 + c.codePointAt(0)) >>> 0;
  }
  return `oklch(var(--hue-light) 0.11 ${(hash % HUES) * (360 / HUES)})`;
}

export function mentions(text, name) {
  const at = fold(text).split(/[^\p{L}\p{N}_\-[\]{}\\|^`]+/u);
  return name !== "" && at.includes(fold(name));
}

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

export const shownTime = date => time.format(date);
export const shownDay = date => day.format(date);

// "ann", "ann and bob", "ann, bob and 3 others"
export function list(names) {
  if (names.length <= 2) {
    return names.join(" and ");
  }
  return names.length === 3
    ? `${names[0]}, ${names[1]} and ${names[2]}`
    : `${names[0]}, ${names[1]} and ${names.length - 2} others`;
}
