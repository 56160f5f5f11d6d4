// Coming in: the password if there is one, the name, the rooms; and all of that again after a lost connection.

import { FAULTS } from "./chat.js";
import { keptConversation } from "./keeping.js";
import { fold } from "./text.js";
import { browser, tab } from "./storage.js";

// When a server of several dies, the others hold the names of its people for about ten seconds.
const NAME_IS_HELD = 15000;
const TRIED_AGAIN_AFTER = 1500;

export class Session {
  #connection;
  #chat;
  #requests;
  // Whether the server wants a password first.
  #shut = false;
  // What the server said last before it ended the connection.
  #lastWords = "";
  // The message of the day, until it is shown.
  #motd = "";
  #keptRooms;
  // What the server calls the user: a guest's name, or the name from before if the user goes on.
  #guest = "";
  // The guest name of a user who has lost the name to somebody else.
  #given = "";
  // By what name the user was in before the connection was lost.
  #before = "";
  // Which room the address has named meanwhile.
  asked = "";
  // Each try to come in has a number; an earlier one goes no further.
  #tries = 0;

  // keptRooms(first): in which the user was when the page was shown last
  constructor(connection, chat, requests, keptRooms) {
    this.#connection = connection;
    this.#chat = chat;
    this.#requests = requests;
    this.#keptRooms = keptRooms;
    chat.on("me", () => {
      if (chat.inside && chat.me.name !== this.#given) {
        this.#keepName(chat.me.name);
      }
    });
  }

  // Takes a message about coming in; false if it is about something else.
  take(message) {
    switch (message.type) {
      case "password":
        this.#shut = true;
        this.#chat.setConnecting(false);
        this.#guest = message.you?.name ?? this.#guest;
        this.#ask(message.wrong ? message.text : "");
        return true;
      case "welcome":
        this.#shut = false;
        this.#chat.setConnecting(false);
        this.#welcome(message);
        return true;
      case "bye":
        this.#lastWords = message.text;
        this.#chat.setFault(message.text);
        return true;
      case "expelled":
        this.#connection.close();
        this.#chat.lost();
        this.#chat.setConnecting(false);
        this.#chat.setFault(message.reason ? `You were put out: ${message.reason}` : "You were put out.");
        return true;
      case "displaced":
        this.#displaced(message);
        return false;
      default:
        return false;
    }
  }

  // The name that somebody else has now is wanted again the next time, not the one that nobody chose.
  #displaced(message) {
    if (message.name !== undefined) {
      this.#given = message.name;
      this.#chat.setName(message.name);
      this.#keepName(message.by.name);
    }
  }

  // The user goes, and nothing is tried again.
  leave(reason) {
    this.#chat.setConnecting(false);
    this.#requests.quit(reason);
    this.#connection.close();
    this.#chat.lost();
    this.#chat.setFault("");
  }

  lost() {
    this.#before = this.#chat.inside ? this.#chat.me.name : this.#before;
    this.#tries++;
    this.#chat.lost();
    this.#chat.setConnecting(true);
    // Somebody who is told that a line waits reads it until that is so no more.
    const words = this.#lastWords;
    if ((this.#chat.server !== null || words !== "") && this.#chat.fault !== FAULTS.notConnected) {
      this.#chat.setFault((words === "" ? "" : words[0].toUpperCase() + words.slice(1) + ". ") + "Connecting again…");
    }
  }

  // What the user has answered to the question for a name.
  async answer(name, password) {
    if (name === "") {
      this.#ask("A name has at least one character.");
    } else if (this.#chat.inside) {
      await this.#rename(name);
    } else {
      this.#keepName(name);
      this.#chat.ask(null);
      if (this.#shut) {
        this.#connection.tell("login", { password });
      } else {
        await this.#comeIn(false);
      }
    }
  }

  async #rename(name) {
    try {
      await this.#requests.nick(name);
      this.#chat.ask(null);
    } catch (refusal) {
      this.#ask(refusal.text);
    }
  }

  // The name is asked for, and the password if one is wanted.
  #ask(fault) {
    this.#chat.ask({ fault, password: this.#shut });
  }

  // The name of this tab, or else the one that was used last in this browser.
  get proposal() {
    return tab.read("name", "") || browser.read("name", "") || this.#chat.me.name || this.#guest;
  }

  #keepName(name) {
    tab.write("name", name);
    browser.write("name", name);
  }

  async #welcome(message) {
    const chat = this.#chat;
    this.#lastWords = "";
    chat.server = message.server;
    chat.reached = message.reached;
    this.#motd = message.server.motd === tab.read("motd", "") ? "" : message.server.motd;
    tab.write("secret", message.secret ?? "");
    chat.me.id = message.you.id;
    chat.setRunsServer(message.operator);
    chat.me.name ||= message.you.name;
    this.#guest = message.you.name;
    chat.changed("head");
    await this.#comeIn(true);
  }

  // again: the connection is new, and the name may still be one's own from before.
  async #comeIn(again) {
    const name = tab.read("name", "") || browser.read("name", "");
    if (name === "") {
      this.#ask("");
      return;
    }
    const number = ++this.#tries;
    try {
      if (name !== this.#guest) {
        await this.#take(name, number, again && name === this.#before ? Date.now() + NAME_IS_HELD : 0);
      } else {
        this.#chat.setName(name);
      }
    } catch (refusal) {
      if (number !== this.#tries) {
        return;
      }
      if (refusal.code !== "lost") {
        this.#ask(refusal.code === "name-taken"
          ? refusal.text.replace(" already;", " already, perhaps you in another tab;")
          : refusal.text);
      }
      return;
    }
    this.#chat.inside = true;
    this.#chat.setFault("");
    this.#chat.changed("me");
    await this.#joinAll();
    await this.#showMotd();
  }

  // Tries again until then as long as somebody has the name.
  async #take(name, number, until) {
    for (;;) {
      try {
        await this.#requests.nick(name);
        return;
      } catch (refusal) {
        if (refusal.code !== "name-taken" || Date.now() >= until) {
          throw refusal;
        }
        this.#chat.setFault(`The name ${name} is still taken; trying again…`);
        await new Promise(done => setTimeout(done, TRIED_AGAIN_AFTER));
        if (number !== this.#tries) {
          throw refusal;
        }
      }
    }
  }

  async #showMotd() {
    const text = this.#motd;
    this.#motd = "";
    if (text !== "") {
      // What was said before stands above it.
      await this.#connection.ask("ping").catch(() => {});
      this.#chat.shown?.timeline.note("notice", { text });
      tab.write("motd", text);
    }
  }

  async #joinAll() {
    const chat = this.#chat;
    const known = chat.all.filter(one => one.isRoom && one.joined).map(one => one.name);
    const kept = chat.isSettled ? known : this.#keptRooms(chat.server.room);
    const wanted = roomOfAddress();
    const rooms = new Map([...kept, wanted].filter(room => room !== "").map(room => [fold(room), room]));
    let fault = "";
    for (const room of rooms.values()) {
      await this.#requests.join(room, "").catch(refusal => fault = refusal.text);
    }
    chat.isSettled ||= chat.inside;
    const asked = fold(this.asked) === fold(wanted) ? chat.find(wanted, false) : undefined;
    this.asked = "";
    const first = asked ?? chat.current ?? keptConversation(chat) ?? chat.find(wanted, false) ?? chat.find(chat.server.room, false) ?? chat.all[0];
    if (first === undefined && chat.nowhere === null && chat.inside) {
      chat.beNowhere();
    } else if (first !== undefined && chat.current !== first) {
      chat.select(first);
    }
    if (fault !== "" && chat.inside) {
      chat.setFault(fault);
    }
  }
}

// The room that the address of the page names; none if nobody can tell.
export function roomOfAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}
