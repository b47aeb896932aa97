// Finds every text field of the page and puts texts into them as a paste does. Run in the page by `abuse.rs`, which
// takes the CPU times between the marks from the browser's trace, or has the page wait at each to ask the system.

const TYPED = "textarea, input:not([type]), input:is([type=text], [type=password], [type=number], [type=search])";

const frame = () => new Promise(requestAnimationFrame);
const task = () => new Promise((done) => setTimeout(done));
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });

// What the page posted to its workers and what they have not answered. A message of few bytes and nothing beside it
// only stops work, and has no answer.
const posts = { waiting: new Set() };
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (message, ...rest) {
  if (!this.isWatched) {
    this.isWatched = true;
    this.addEventListener("message", () => posts.waiting.delete(this));
    this.addEventListener("error", () => posts.waiting.delete(this));
  }
  if (Array.isArray(message) && (message.length > 1 || message[0].byteLength > 8)) posts.waiting.add(this);
  return postMessage.call(this, message, ...rest);
};
const { terminate } = Worker.prototype;
Worker.prototype.terminate = function () {
  posts.waiting.delete(this);
  return terminate.call(this);
};

// Two frames in which nothing is pending.
const quiet = async () => {
  for (let still = 0; still < 2; still += 1) {
    await frame();
    await task();
    if (posts.waiting.size > 0) {
      still = -1;
      await new Promise((done) => setTimeout(done, 20));
    }
  }
};

const nameOf = (field) =>
  field.ariaLabel ?? [...(field.labels ?? [])].map((label) => label.textContent.trim()).join(" ");

// The fields that are in sight in one of the page's states, each once: by kind, name and place.
async function* allFields() {
  const known = new Set();
  const found = async function* (where) {
    await quiet();
    for (const field of document.querySelectorAll(TYPED)) {
      if (!isSeen(field) || field.disabled) continue;
      const name = `${where}: ${nameOf(field)}`;
      if (known.has(name)) continue;
      known.add(name);
      yield { field, name };
    }
  };
  const opened = async function* (where, root) {
    for (let more = true; more; ) {
      const closed = [...root.querySelectorAll("details:not([open]) > summary, [aria-expanded=false]")].filter(
        (opener) => isSeen(opener) && !opener.wasOpened,
      );
      more = closed.length > 0;
      for (const opener of closed) {
        if (!isSeen(opener)) continue;
        opener.wasOpened = true;
        opener.click();
        yield* found(where);
      }
    }
    for (const opener of root.querySelectorAll("[aria-haspopup=dialog], [aria-keyshortcuts='?']")) {
      if (!isSeen(opener)) continue;
      opener.click();
      yield* found(where);
      for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    }
    yield* found(where);
    for (const list of root.querySelectorAll("select")) {
      if (!isSeen(list)) continue;
      const before = list.value;
      for (const { value } of [...list.options]) {
        if (!list.isConnected) break;
        list.value = value;
        list.dispatchEvent(new Event("change", { bubbles: true }));
        yield* found(where);
      }
      if (!list.isConnected) continue;
      list.value = before;
      list.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  for (const tab of document.querySelectorAll("#tabs > [role=tab]")) {
    tab.click();
    const panel = document.getElementById(tab.getAttribute("aria-controls"));
    while (!panel.querySelector(".rest > *") || panel.querySelector(".rest > .pending")) await frame();
    const inner = [...panel.querySelectorAll("[role=tab]")];
    for (const view of inner.length > 0 ? inner : [null]) {
      view?.click();
      yield* opened(view ? `${tab.dataset.label}, ${view.textContent.trim()}` : tab.dataset.label, panel);
    }
    const box = document.getElementById("bundle-import");
    if (box && panel.contains(box)) {
      put(box, "SESSION_SECRET=changeme\nSTRIPE_KEY=sk_test_changeme\nADMIN_EMAIL=you@example.com\nOWN_TOKEN=\n");
      [...panel.querySelectorAll("button")].find((button) => button.textContent.trim() === "Import").click();
      while (!panel.querySelector("table[aria-label=Secrets] tr input")) await frame();
      yield* opened(`${tab.dataset.label}, imported`, panel);
    }
  }
}

// Whether the field shows only the beginning of a long text, of which the page has the rest.
const isHeldBeside = (field) => field.matches("textarea:read-only");

// Replaces a field's text as a paste does: with the events of a paste, which the page may take for itself or refuse.
// Returns whether the browser was left to do it.
const put = (field, text) => {
  field.focus();
  field.select();
  if (text === "") {
    // The page itself empties a field that shows the beginning of a long text.
    if (isHeldBeside(field)) {
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Delete", bubbles: true, cancelable: true }));
      return true;
    }
    document.execCommand("delete");
    return true;
  }
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const options = { bubbles: true, cancelable: true, composed: true };
  if (!field.dispatchEvent(new ClipboardEvent("paste", { ...options, clipboardData }))) return false;
  const isLeft = field.dispatchEvent(new InputEvent("beforeinput", { ...options, inputType: "insertFromPaste", data: text }));
  if (isLeft) document.execCommand("insertText", false, text);
  return isLeft;
};

// A field of the same kind, style and size, of which the page knows nothing.
const bareOf = (field) => {
  const bare = field.cloneNode(false);
  for (const name of ["id", "aria-describedby", "aria-label", "placeholder"]) bare.removeAttribute(name);
  // A clone has the text too.
  bare.value = "";
  const { width, height } = field.getBoundingClientRect();
  Object.assign(bare.style, { boxSizing: "border-box", width: `${width}px`, height: `${height}px`, position: "absolute" });
  field.after(bare);
  return bare;
};

const texts = () =>
  [...document.querySelectorAll(TYPED)].filter((field) => field.role !== "spinbutton").map((field) => [field, field.value]);

// Does `act` between two marks, until the page is quiet again.
const marked = async (name, act) => {
  await quiet();
  performance.mark(`${name} begins`);
  await window.__gate?.(`${name} begins`);
  const value = act();
  await quiet();
  performance.mark(`${name} ends`);
  await window.__gate?.(`${name} ends`);
  return value;
};

// Puts a text into the page's own field and then into a bare one. Returns what became of it.
const measure = async (field, text) => {
  const before = texts();
  const had = field.value;
  const isLeft = await marked("own", () => put(field, text));
  const isHeld = isHeldBeside(field);
  const words = [...(field.ariaDescribedByElements ?? [])].filter(isSeen).map((by) => by.innerText);
  const taken = {
    // Neither the browser nor the page put anything there.
    refused: !isLeft && field.value === had,
    words: field.ariaInvalid === "true" ? words.join(" ").trim() : null,
    status: document.getElementById("status").textContent,
    lost: before.filter(([other, value]) => other !== field && other.value !== value).map(([other]) => nameOf(other)),
    digest: field.id === "hash-text" ? await isItsDigest(isHeld ? text : field.value) : null,
  };
  if (taken.refused) return { ...taken, kept: true };
  if (isHeld) return { ...taken, kept: text.startsWith(field.value) };
  const bare = bareOf(field);
  // The page put many lines there at once: as the browser does it, it would take minutes.
  await marked("bare", () => (isLeft ? document.execCommand("insertText", false, (bare.focus(), text)) : (bare.value = text)));
  const kept = bare.value === field.value;
  bare.remove();
  return { ...taken, kept };
};

// Whether the digest of the text that is shown is its own.
const isItsDigest = async (text) => {
  const own = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const hex = [...new Uint8Array(own)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  // The first text waits for the worker to load.
  for (let left = 250; left > 0; left -= 1) {
    if (document.getElementById("hash-digest").textContent.trim() === hex) return true;
    await new Promise((done) => setTimeout(done, 20));
  }
  return false;
};

window.__fields = allFields();
window.__abuse = { measure, put, quiet };
