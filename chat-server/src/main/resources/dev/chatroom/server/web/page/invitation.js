// How others come into a room in which nothing has been said, with a button for each line that copies it.

import { button, element } from "./element.js";
import { qrCode } from "./qr.js";
import { fold } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET_ZONE = 4;

// first: the room into which people come at a terminal; reached: how the server says that the page reaches it
export function invitation(room, first, reached) {
  const host = location.hostname;
  const address = `${location.origin}/#${encodeURIComponent(room)}`;
  return element("div", "welcome",
    element("p", "", `Nothing has been said in ${room} yet. Others join with what they have:`),
    way("a browser", address),
    ...byPort(room, first, reached),
    ...(isOwnMachine(host) ? [] : picture(address)));
}

// The lines for those who speak with the server itself, at the port of the page: none if a proxy stands there, which may also
// be one of which the server does not know that it takes TLS for it.
function byPort(room, first, reached) {
  const secure = location.protocol === "https:";
  if (reached !== (secure ? "tls" : "plain")) {
    return [];
  }
  const port = location.port || (secure ? "443" : "80");
  const bare = location.hostname.replace(/^\[|\]$/g, "");
  return [
    way("a terminal", secure ? `openssl s_client -quiet -connect ${location.hostname}:${port}` : `nc ${bare} ${port}`),
    ...(fold(room) === fold(first) ? [] : [way("", `/join ${room}`, "a terminal to enter the room")]),
    way("an IRC client", `/connect ${secure ? "-tls " : ""}${bare} ${port}`),
    way("", `/join #${room}`, "an IRC client to enter the room"),
  ];
}

// No phone comes to an address that means the machine itself.
function isOwnMachine(host) {
  return host === "localhost" || host.startsWith("127.") || host === "[::1]";
}

// The address for phones in the same network; none if it is too long.
function picture(address) {
  const code = qrCode(address);
  if (code === null) {
    return [];
  }
  const size = code.length + 2 * QUIET_ZONE;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `QR code of ${address}`);
  const dark = document.createElementNS(SVG, "path");
  dark.setAttribute("d", code.flatMap((row, y) => row.map((isDark, x) =>
    isDark ? `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z` : "")).join(""));
  svg.append(dark);
  return [svg, element("p", "", "A phone in the same network reads the address from this picture.")];
}

function way(what, line, label = what) {
  const code = element("code", "", line);
  const copies = button("copy", "Copy", async () => {
    copies.textContent = await copy(line, code) ? "Copied" : "Press Ctrl+C";
  });
  copies.setAttribute("aria-label", `Copy the line for ${label}`);
  return element("p", "way", element("span", "", what || "and then"), code, copies);
}

// Only a secure page may write to the clipboard by itself; elsewhere what is selected is copied.
async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection().selectAllChildren(shown);
    return document.execCommand("copy");
  }
}
