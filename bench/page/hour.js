// Run inside the site's own page by the driver: `hour` uses the page as a person does, act by act.

// How long an act may take, in milliseconds.
const LIMIT = 30_000;

const rest = (ms) => new Promise((next) => setTimeout(next, ms));
const until = async (what, isThere) => {
  const end = performance.now() + LIMIT;
  while (!isThere()) {
    if (performance.now() > end) throw new Error(`waited for ${what}`);
    await rest(1);
  }
};

window.hour = {
  /** Opens a tab and waits for an element of it. */
  async open(tab, selector) {
    document.querySelector(`#tab-${tab}`).click();
    const isOpen = () => !document.querySelector(`#panel-${tab}`).hidden && document.querySelector(selector);
    await until(`the tab "${tab}"`, isOpen);
  },

  /** Makes so many keys, one by one. */
  async keys(count) {
    await this.open("token", "#token-format");
    const key = document.querySelector("#key");
    for (let made = 0; made < count; made += 1) {
      const last = key.textContent;
      document.querySelector("#key-generate").click();
      await until("another key", () => key.textContent !== "" && key.textContent !== last);
    }
  },

  /** Waits for the digest of the file that was chosen. */
  async hashed(name) {
    const isThere = () => {
      const names = [...document.querySelectorAll("table[aria-label=Files] td.name")];
      const words = names.length === 1 ? names[0].textContent : "";
      return words.includes(name) && /\b[0-9a-f]{64}\b/.test(words);
    };
    await until(`the digest of ${name}`, isThere);
  },

  /** Imports a text with a variable of this name, and starts over. */
  async import(text, name) {
    await this.open("bundle", "#bundle-import");
    const panel = document.querySelector("#panel-bundle");
    const box = panel.querySelector("#bundle-import");
    const file = panel.querySelector("[aria-label=Bundle]");
    const press = (words) =>
      [...panel.querySelectorAll("button")].find((button) => button.textContent.trim() === words).click();
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    press("Import");
    await until("the import", () => file.textContent.includes(name));
    // The rows of the table are drawn, a few in each task.
    await rest(200);
    press("Start over");
    await until("the box to be empty", () => !file.textContent.includes(name) && box.value === "");
    await rest(200);
  },
};
