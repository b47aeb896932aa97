// Run inside the site's own page by the driver: `watch` records the long tasks of its main thread.

window.watch = {
  tasks: [],
  observer: undefined,
  /** The pending result of `until`. */
  seen: undefined,

  /** Resets the record and starts it. Browsers report only tasks over 50 ms. */
  begin() {
    this.observer?.disconnect();
    this.tasks = [];
    this.observer = new PerformanceObserver((list) => this.tasks.push(...list.getEntries()));
    this.observer.observe({ type: "longtask" });
  },

  /** Waits for a text to appear in the page after `began`, and measures the time since then. */
  until(selector, pattern, began) {
    this.seen = new Promise((resolve) => {
      let gone = false;
      const look = () => {
        const there = pattern.test(document.querySelector(selector)?.textContent ?? "");
        // A text left by the last run does not count.
        if (!there && began() !== undefined) gone = true;
        if (!there || !gone) return;
        observer.disconnect();
        resolve(performance.now() - began());
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      look();
    });
  },

  /** Makes the requested batch of keys, until the page says that they are made. */
  keys() {
    this.begin();
    const began = performance.now();
    this.press("Generate");
    // With its number: the words for beginners speak of "keys made" too.
    this.until("main", /\d keys made/, () => began);
  },

  /** Saves the batch as a CSV file with hashes, until the browser has it. */
  keysFile() {
    const output = document.querySelector("#token-output");
    output.value = "csv";
    output.dispatchEvent(new Event("change", { bubbles: true }));
    this.begin();
    const began = performance.now();
    this.press("Download");
    this.until("[role=status]", /Download started: .*\.csv/, () => began);
  },

  /** Hashes the file chosen next, until its digest is there. */
  file() {
    this.begin();
    let chosen;
    addEventListener("change", () => (chosen = performance.now()), { once: true, capture: true });
    this.until("table[aria-label=Files]", /[0-9a-f]{64}/, () => chosen);
  },

  /** Hashes a password. */
  password(password) {
    this.begin();
    this.fill("#password", password);
    const began = performance.now();
    this.press("Hash password");
    this.until("[aria-label='Stored hash']", /^\$argon2id/, () => began);
  },

  /** Pastes a text whose SHA-256 is `digest`, in a task of its own: what brought the text here is not the page's. */
  async paste(text, digest) {
    const field = document.querySelector("#hash-text");
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.focus();
    field.select();
    await new Promise((resolve) => setTimeout(resolve, 500));
    this.begin();
    const began = performance.now();
    const options = { clipboardData, bubbles: true, cancelable: true, composed: true };
    if (field.dispatchEvent(new ClipboardEvent("paste", options))) {
      // Not execCommand: for thousands of lines that takes the browser itself minutes.
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    }
    this.until("main", new RegExp(digest), () => began);
  },

  /** Presses the button with this text. */
  press(text) {
    [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === text).click();
  },

  /** Replaces the text of a field at once, as pasting does. */
  fill(selector, text) {
    const field = document.querySelector(selector);
    field.focus();
    field.select();
    document.execCommand("insertText", false, text);
  },

  /** The duration of the last of these, and the longest task in it; 0 where none was over 50 ms. */
  async end() {
    const milliseconds = await this.seen;
    // Work that follows from it, such as painting, belongs to it; and entries are delivered afterwards.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const tasks = [...this.tasks, ...this.observer.takeRecords()];
    return { milliseconds, longest: Math.max(0, ...tasks.map((task) => task.duration)) };
  },
};
