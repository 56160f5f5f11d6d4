// Finds what was said: results are lists of messages, each with a way to its place in the conversation.

import { $, button, closable, element } from "./element.js";
import { colourOf, fold, shownDay, shownTime, words } from "./text.js";

// What the server takes for words: scripts that put no blanks between them have one for each letter.
const ALONE = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}\\p{sc=Tibt}\\p{sc=Bopo}\\p{sc=Yiii}ー";
const WORD = new RegExp(`[${ALONE}]\\p{M}*|(?:(?![${ALONE}])[\\p{L}\\p{Nd}\\p{M}])+`, "gu");
const PART = /"([^"]*)"?|(\S+)/g;
const NO_WORD = /^(from|in|after|before):./i;

export class Search {
  #chat;
  #requests;
  #onJump;
  #dialog = $("search");
  #field = $("search-field");
  #results = $("search-results");
  // Which search is shown; answers to those before it come too late.
  #current = 0;
  #text = "";

  // onJump(event): the user wants to read a message at its place
  constructor(chat, requests, onJump) {
    this.#chat = chat;
    this.#requests = requests;
    this.#onJump = onJump;
    closable(this.#dialog);
    chat.on("search", text => this.#open(text));
    $("show-search").addEventListener("click", () => this.#open(this.#field.value));
    $("search-form").addEventListener("submit", event => {
      event.preventDefault();
      this.#search();
    });
  }

  #open(text) {
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#field.value = text;
    this.#field.select();
    if (text === "") {
      this.#current++;
      this.#results.replaceChildren();
    } else {
      this.#search();
    }
  }

  async #search() {
    this.#current++;
    this.#text = this.#field.value.trim();
    this.#results.replaceChildren();
    await this.#page("");
  }

  // before: the id of the oldest message that is shown; nothing for the newest
  async #page(before) {
    const search = this.#current;
    let found;
    try {
      found = await this.#requests.search(this.#text, before);
    } catch (refusal) {
      found = { events: [], more: false, fault: refusal.text };
    }
    if (search !== this.#current) {
      return;
    }
    this.#results.append(...found.events.map(event => this.#result(event)));
    if (found.events.length === 0 && before === "") {
      this.#results.append(element("p", "", found.fault ?? "Nothing was found."));
    } else if (found.more) {
      const more = button("", "Older ones", () => {
        more.remove();
        this.#page(found.events.at(-1).id);
      });
      this.#results.append(more);
    }
  }

  #result(event) {
    const at = new Date(event.at);
    const name = element("b", "", event.by.name);
    name.style.setProperty("--name", colourOf(event.by.name));
    const said = element("span", "words", words(event.text));
    said.dir = "auto";
    mark(said, phrasesOf(this.#text));
    let mayEnter = false;
    const place = button("", `${event.room} · ${shownDay(at)}, ${shownTime(at)}`, () => {
      // Others would see that one comes in.
      if (!mayEnter && !this.#chat.find(event.room, false)?.joined) {
        mayEnter = true;
        place.textContent = `You are not in ${event.room}. Press again to go in, and to this place`;
        return;
      }
      this.#dialog.close();
      this.#onJump(event);
    });
    return element("div", "result", place, name, " ", said);
  }
}

const wordsIn = text => [...text.matchAll(WORD)].map(match => ({
  word: fold(match[0]), from: match.index, to: match.index + match[0].length,
}));

// The words that are looked for, each as a phrase of one, and the phrases; the longest first.
function phrasesOf(text) {
  return [...text.matchAll(PART)]
    .filter(([part]) => !NO_WORD.test(part))
    .map(([, phrase, word]) => wordsIn(phrase ?? word).map(each => each.word))
    .filter(phrase => phrase.length > 0)
    .sort((one, other) => other.length - one.length);
}

function placesOf(phrases, text) {
  const all = wordsIn(text);
  const begins = (phrase, at) => phrase.every((word, by) => all[at + by]?.word === word);
  return all.flatMap(({ from }, at) => phrases.filter(phrase => begins(phrase, at))
    .map(phrase => ({ from, to: all[at + phrase.length - 1].to })));
}

// Marks what was looked for in what is shown.
function mark(shown, phrases) {
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    nodes.push(walker.currentNode);
  }
  for (const node of nodes) {
    let rest = node;
    let at = 0;
    for (const { from, to } of placesOf(phrases, node.data)) {
      if (from >= at) {
        const found = rest.splitText(from - at);
        rest = found.splitText(to - from);
        at = to;
        const made = element("mark");
        found.replaceWith(made);
        made.append(found);
      }
    }
  }
}
