// Run inside the site's own page by the driver: `bundle` imports a text on the Bundle tab, presses its buttons, and
// watches the tasks of the main thread meanwhile.

// An act has taken full effect once nothing in the table and the file changes for so many looks, 5 ms apart.
const STILL = 60;
const LOOK = 5;
// How long an act may take, in milliseconds.
const LIMIT = 60_000;

const rest = (ms) => new Promise((next) => setTimeout(next, ms));
const panel = document.querySelector("#panel-bundle");
const box = panel.querySelector("#bundle-import");
const table = panel.querySelector("table[aria-label=Secrets]");
const file = panel.querySelector("[aria-label=Bundle]");
const click = (name) => {
  [...panel.querySelectorAll("button")].find((button) => button.textContent.trim() === name).click();
};

/** What the page says of the bundle, for an act that does not end. */
const said = () =>
  [...panel.querySelectorAll(".outcome, .problems, .question")]
    .filter((part) => part.checkVisibility())
    .map((part) => part.textContent.trim())
    .join("; ");

const put = (text) => {
  box.value = text;
  box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
};

window.bundle = {
  /** The text, how many variables it has, and how many rows of the table at least are drawn of them. */
  text: "",
  variables: 0,
  rows: 0,
  /** When the act began. */
  began: 0,
  /** The pending result of `file`. */
  seen: undefined,

  /** Another bundle, so that no run finds its rows already there. */
  async startOver() {
    click("Start over");
    const end = performance.now() + LIMIT;
    while (table.rows.length > 10 || box.value !== "") {
      if (performance.now() > end) throw new Error(`after "Start over" there are ${table.rows.length} rows`);
      await rest(20);
    }
    await rest(STILL * LOOK);
  },

  /** Puts the text into the box. The browser lays it out; the page has nothing to do with it yet. */
  put() {
    return this.watch(
      () => put(this.text),
      () => true,
    );
  },

  /** Presses a button. */
  press(name) {
    return this.watch(
      () => click(name),
      () => this.isImported(),
    );
  },

  /** Pastes the text into the empty box, which imports it. */
  paste() {
    const act = () => {
      box.focus();
      const data = new DataTransfer();
      data.setData("text/plain", this.text);
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      // What the browser does, unless the page does it. Not execCommand: for thousands of lines that takes the browser
      // itself minutes.
      if (box.dispatchEvent(event)) put(this.text);
    };
    return this.watch(act, () => this.isImported());
  },

  /** Watches the file chosen next, which is imported: the result is `seen`. */
  file() {
    addEventListener("change", () => (this.began = performance.now()), { once: true, capture: true });
    this.seen = this.watch(
      () => {},
      () => this.isImported(),
    );
    // Who waits for it hears of an error; until then it must not be reported as unhandled.
    this.seen.catch(() => {});
  },

  /** Whether the variables are there, the first rows of the table and the beginning of the file. */
  isImported() {
    // Only the beginning: to read all of a long file, again and again, would be work of its own.
    const beginning = file.firstChild?.textContent ?? "";
    const count = panel.querySelector(".outcome h2").textContent.replace(/\D/g, "");
    return Number(count) >= this.variables && table.rows.length >= this.rows && beginning.includes("SERVICE_0_HOST");
  },

  /** Does `act` and waits until `isDone` and everything is drawn. Returns the longest task, and how long that took. */
  async watch(act, isDone) {
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    observer.observe({ type: "longtask" });
    let changes = 0;
    const changed = new MutationObserver(() => (changes += 1));
    for (const part of [table, file]) changed.observe(part, { subtree: true, childList: true, characterData: true });
    let silence = 0;
    let last = performance.now();
    let isBeating = true;
    this.began = last;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      silence = Math.max(silence, now - last);
      last = now;
      if (isBeating) port2.postMessage(0);
    };
    port2.postMessage(0);
    try {
      act();
      let took = 0;
      let drawn;
      for (let still = 0; still < STILL; ) {
        await rest(LOOK);
        const elapsed = performance.now() - this.began;
        // What is drawn so far, once there is what is waited for.
        const now = isDone() ? changes : undefined;
        still = now !== undefined && now === drawn ? still + 1 : 0;
        if (still === 0) took = elapsed;
        drawn = now;
        if (elapsed > LIMIT) throw new Error(`the act is not done: ${table.rows.length} rows; ${said()}`);
      }
      // The browser delivers entries in a task of its own.
      await rest(100);
      tasks.push(...observer.takeRecords());
      const named = tasks.map((task) => task.duration);
      return { longest: named.length > 0 ? Math.max(...named) : Math.min(silence, 50), took };
    } finally {
      isBeating = false;
      changed.disconnect();
      observer.disconnect();
    }
  },
};
