// Run inside the site's own page by the driver: `files` times the hashing of chosen files, while the page sees as many
// cores as the machine has, or fewer.

const machine = Object.getOwnPropertyDescriptor(Navigator.prototype, "hardwareConcurrency");

/** The workers that were given a file and live; the text beside the files has a worker of its own. */
const readers = new Set();
const Real = Worker;
window.Worker = class extends Real {
  postMessage(message, ...rest) {
    if (Array.isArray(message) && message.some((part) => part instanceof File)) readers.add(this);
    super.postMessage(message, ...rest);
  }

  terminate() {
    readers.delete(this);
    super.terminate();
  }
};

const DIGEST = /\b[0-9a-f]{64}\b/;

window.files = {
  /** The pending result of `watch`. */
  seen: undefined,

  /** From now on the page sees this many cores; without a number those of the machine. */
  cores(count) {
    const seen = count ? { get: () => count, configurable: true } : machine;
    Object.defineProperty(Navigator.prototype, "hardwareConcurrency", seen);
  },

  /** Selects the algorithm. */
  algorithm(id) {
    const list = document.querySelector("#files-algorithm");
    list.value = id;
    if (list.value !== id) throw new Error(`there is no algorithm "${id}"`);
    list.dispatchEvent(new Event("change", { bubbles: true }));
  },

  /** Watches the `count` files chosen next, until all of their digests are there. */
  watch(count) {
    let chosen;
    addEventListener("change", () => (chosen = performance.now()), { once: true, capture: true });
    this.seen = new Promise((resolve, reject) => {
      let isNew = false;
      const look = () => {
        if (chosen === undefined) return;
        const milliseconds = performance.now() - chosen;
        const names = [...document.querySelectorAll("table[aria-label=Files] td.name")];
        const digests = names.map((name) => name.querySelector(".digest")?.textContent.match(DIGEST)?.[0]);
        const error = document.querySelector("table[aria-label=Files] td.name .error");
        const isDone = digests.length === count && digests.every((digest) => digest !== undefined);
        // The digests of the last choice do not count.
        if (!isDone) isNew = true;
        if (!isNew || !(isDone || error)) return;
        observer.disconnect();
        if (error) reject(new Error(error.textContent));
        else resolve({ milliseconds, digests, workers: readers.size });
      };
      const observer = new MutationObserver(look);
      const panel = document.querySelector("#panel-hashes");
      observer.observe(panel, { subtree: true, childList: true, characterData: true });
    });
    // Who waits for it hears of an error; until then it must not be reported as unhandled.
    this.seen.catch(() => {});
  },
};
