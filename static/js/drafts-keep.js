// Text that the server does not have yet, encrypted in this browser. The keys come with the signed-in page and are
// kept nowhere; without them nothing here can be read, nor whose it is or where it belongs.

const PREFIX = "kladje.";
const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const letters = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));

export class Keep {
  constructor(keys, place) {
    this.place = place;
    this.holds = false;
    this.writing = Promise.resolve();
    this.keys = [];
    this.unlock(keys);
  }

  get opens() {
    return this.keys.length > 0;
  }

  unlock(keys) {
    if (!globalThis.crypto?.subtle) return; // no HTTPS: nothing is kept here
    this.keys = keys.split(" ").filter(Boolean).map((key) => this.open(bytes(key)));
  }

  // What it is called says nothing: it follows from the key and the place.
  async open(raw) {
    const name = await crypto.subtle.digest("SHA-256", new Uint8Array([...raw, ...new TextEncoder().encode(this.place)]));
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    return { key, name: PREFIX + letters(name).slice(0, 22) };
  }

  // One after the other, so that the last words stay.
  put(fields, version, page) {
    this.writing = this.writing.then(async () => {
      if (!this.opens) return;
      try {
        const { key, name } = await this.keys[0];
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const plain = new TextEncoder().encode(JSON.stringify({ fields, version, page }));
        const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
        localStorage.setItem(name, `${letters(iv)}.${letters(sealed)}`);
        this.holds = true;
      } catch {
        this.holds = false; // full, or refused: the field still has it
      }
    });
  }

  async take() {
    for (const each of this.keys) {
      try {
        const { key, name } = await each;
        const [iv, sealed] = localStorage.getItem(name).split(".").map(bytes);
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed);
        return JSON.parse(new TextDecoder().decode(plain));
      } catch {
        // not here, or under another key
      }
    }
    return null;
  }

  drop() {
    this.holds = false;
    this.writing = this.writing.then(async () => {
      for (const each of this.keys) {
        try {
          localStorage.removeItem((await each).name);
        } catch {
          // storage refused: there is nothing in it either
        }
      }
    });
  }
}

// Signing out takes everything along; the server says so too (Clear-Site-Data).
export function forgetAll() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch {
    // storage refused: there is nothing in it either
  }
}
