// What the browser keeps: for this tab, so that a reload loses nothing, and for the next visit.

class Store {
  #area;

  // area(): the storage; to ask for it may already fail.
  constructor(area) {
    this.#area = area;
  }

  read(key, otherwise) {
    try {
      return JSON.parse(this.#area().getItem(key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  write(key, value) {
    try {
      this.#area().setItem(key, JSON.stringify(value));
    } catch {
      // Private browsing keeps nothing, and a full storage no more.
    }
  }

  clear() {
    try {
      this.#area().clear();
    } catch {
      // Then there is nothing in it.
    }
  }
}

export const tab = new Store(() => sessionStorage);
export const browser = new Store(() => localStorage);
