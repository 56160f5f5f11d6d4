// Coming in: the password if there is one, the name, the rooms; and all of that again after a lost connection.

import { FAULTS } from "./chat.js";
import { keptConversation } from "./keeping.js";
import { fold } from "./text.js";
import { browser, tab } from "./storage.js";

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

  // keptRooms(first): in which the user was when the page was shown last
  constructor(connection, chat, requests, keptRooms) {
    this.#connection = connection;
    this.#chat = chat;
    this.#requests = requests;
    this.#keptRooms = keptRooms;
    chat.on("me", () => {
      if (chat.inside) {
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
      default:
        return false;
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
        await this.#comeIn();
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
    this.#motd = message.server.motd === tab.read("motd", "") ? "" : message.server.motd;
    tab.write("secret", message.secret ?? "");
    chat.me.id = message.you.id;
    chat.setRunsServer(message.operator);
    chat.me.name ||= message.you.name;
    this.#guest = message.you.name;
    chat.changed("head");
    await this.#comeIn();
  }

  async #comeIn() {
    const name = tab.read("name", "") || browser.read("name", "");
    if (name === "") {
      this.#ask("");
      return;
    }
    try {
      if (name !== this.#guest) {
        await this.#requests.nick(name);
      } else {
        this.#chat.setName(name);
      }
    } catch (refusal) {
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
    for (const room of rooms.values()) {
      await this.#requests.join(room, "").catch(refusal => chat.setFault(refusal.text));
    }
    chat.isSettled ||= chat.inside;
    const first = chat.current ?? keptConversation(chat) ?? chat.find(wanted, false) ?? chat.find(chat.server.room, false) ?? chat.all[0];
    if (first === undefined && chat.nowhere === null && chat.inside) {
      chat.beNowhere();
    } else if (first !== undefined && chat.current === null) {
      chat.select(first);
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
