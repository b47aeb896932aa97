// The parts of the page that load after its first key: each is requested once, with its integrity, and kept as
// bytes. The site tool puts this before the wasm-bindgen glue, in one script, and fills in the lists, which the
// policy covers by that script's hash.

// A part's name, its file and its integrity.
const partFiles = new Map([/* part files */]);
// The program's split points.
const splitPoints = [/* split points */];
// A part's name, and the pieces of the program in it, one after the other. A piece is a wasm module: its size in bytes,
// and which split points need it, a bit for each in their order.
const programPieces = new Map([/* program pieces */]);

// Whether this is the single file, which holds every part. Where the early script was changed it does not say: then
// nothing starts, but what follows still closes the policy.
const isOneFile = () => typeof oneFile !== "undefined" && oneFile;

const addressOf = (file) => new URL(file, document.baseURI).href;

const keptParts = new Map();
let partsHere = 0;
let tellAllHere;
const allHere = new Promise((resolve) => {
  tellAllHere = resolve;
});

// Policies accumulate: each can only restrict further what the ones before it allow.
const restrictTo = (sources) => {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  // default-src too: Chromium checks a prefetch against the most lenient directive of a policy. img-src is for the
  // icon, which Firefox loads only after all else.
  policy.content =
    "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data:; " + `connect-src ${sources}`;
  document.head.append(policy);
};

// From now on only the parts can be requested, nothing else even from the page's own origin; in the single file
// nothing at all. Done before the glue runs, so that neither an error there nor a feature that the browser lacks can
// prevent it.
restrictTo(isOneFile() ? "'none'" : [...partFiles.values()].map(([file]) => addressOf(file)).join(" "));

// The page's one Trusted Types policy, taken at once so that no other script can have it. The only script URL that
// the page creates is that of the blob which a worker starts from; where there is no policy, there is no worker.
let workerAddresses;
try {
  workerAddresses = globalThis.trustedTypes?.createPolicy("latchkey", {
    createScriptURL: (address) => (address.startsWith("blob:") ? address : ""),
  });
} catch {
  // Another script has created the policy already: the browser then refuses the worker's URL, and the page says so.
}
const trustedAddress = (address) => workerAddresses?.createScriptURL(address) ?? address;

// The bytes of a part. One that failed can be requested again.
const fetchPart = (name) => {
  let bytes = keptParts.get(name);
  if (bytes === undefined) {
    const [file, integrity] = partFiles.get(name);
    bytes = request(file, integrity).then((response) => {
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      return response.arrayBuffer();
    });
    keptParts.set(name, bytes);
    bytes.then(
      () => {
        partsHere += 1;
        if (partsHere === partFiles.size) {
          restrictTo("'none'");
          tellAllHere();
        }
      },
      () => keptParts.delete(name),
    );
  }
  return bytes;
};

// Resolves when every part has loaded and the policy blocks all further requests.
const everyPart = () => allHere;

// Whether the person asked the browser to save data, and there is data to save.
const savesData = () => !isOneFile() && navigator.connection?.saveData === true;

// Fixes the present height (or width) of an element while its content changes, or releases it.
const holdSize = (element, holds, width) => {
  // Asked only for what is held: the answer takes a layout of the page.
  const now = holds ? element.getBoundingClientRect() : undefined;
  if (width) element.style.width = holds ? `${now.width}px` : "";
  else element.style.minHeight = holds ? `${now.height}px` : "";
};

// The button that was pressed last: what it set off is answered in it.
let lastPressed;
addEventListener("click", (event) => (lastPressed = event.target.closest?.("button")), true);
const answerInButton = () => {
  const button = lastPressed;
  return (words) => {
    if (!button) return;
    button.dataset.answer = words;
    clearTimeout(button.answered);
    button.answered = setTimeout(() => delete button.dataset.answer, 1500);
  };
};

// How far below its place the status line begins, from where it rises, in pixels.
const RISE = 8;

// Puts the status line where it covers no field and no button: at the bottom of the window, at its top, or else into
// the page, below everything. With the next frame: the layout is not computed twice.
const placeStatus = (line) =>
  requestAnimationFrame(() => {
    // What the browser has not laid out, far outside of the window, stays so.
    const controls = [...document.querySelectorAll("a, button, input, label, select, summary, textarea")].filter(
      (control) => control.checkVisibility?.({ contentVisibilityAuto: true }) ?? true,
    );
    for (const place of ["bottom", "top", "flow"]) {
      line.dataset.place = place;
      const { left, right, top, bottom } = line.getBoundingClientRect();
      const covers = controls.some((control) => {
        const its = control.getBoundingClientRect();
        return its.width > 0 && its.left < right && its.right > left && its.top < bottom && its.bottom > top - RISE;
      });
      if (!covers) return;
    }
  });
const statusLine = document.getElementById("status");
for (const moved of ["scroll", "resize"])
  addEventListener(moved, () => statusLine.textContent && placeStatus(statusLine), { passive: true });
// What the line says was true before the person changed something. Heard first: a change may say something new.
for (const changed of ["input", "hashchange"])
  addEventListener(changed, () => (statusLine.textContent = ""), true);

// The program has panicked: in the place of the page come these words and a button. Whatever the browser calls of the
// program from now on is nothing, and once the program has stopped its memory, which may hold secrets, is overwritten.
const replacePage = (words) => {
  const { memory } = wasm;
  const nothing = new Proxy(() => nothing, { get: () => nothing });
  wasm = nothing;
  setTimeout(() => new Uint8Array(memory.buffer).fill(0));
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const message = make("main", { className: "shell" });
  const reload = make("button", {
    className: "button main",
    textContent: "Reload the page",
    onclick: () => location.reload(),
  });
  message.append(
    make("h1", { textContent: "Latchkey" }),
    make("p", { className: "alert", role: "alert", textContent: words }),
    reload,
  );
  document.body.replaceChildren(message);
  reload.focus();
};

// WebKit has no requestIdleCallback.
const untilIdle = () =>
  new Promise((resolve) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: 2000 });
    else setTimeout(resolve, 200);
  });

// Fetches the remaining parts one after the other while the browser is idle. One that fails is requested again
// when it is needed.
const fetchOtherParts = async () => {
  for (const name of partFiles.keys()) {
    if (keptParts.has(name)) continue;
    await untilIdle();
    await fetchPart(name).catch(() => {});
  }
};

// Whether an address is that of the program or of one of the parts.
const isOwnFile = (address) =>
  ["PROGRAM_FILE", ...[...partFiles.values()].map(([file]) => file)].map(addressOf).includes(address);

// The pieces belong to the program: each is instantiated once, with memory and table from the program's
// exports.
const keptPieces = new Map();
const startPiece = ([part, start, size], imports) => {
  const key = `${part} ${start}`;
  let piece = keptPieces.get(key);
  if (piece === undefined) {
    piece = fetchPart(part).then((bytes) => WebAssembly.instantiate(new Uint8Array(bytes, start, size), imports));
    keptPieces.set(key, piece);
    piece.catch(() => keptPieces.delete(key));
  }
  return piece;
};

// The pieces that the split point of this index needs: their parts, starts and sizes.
const piecesOf = (splitPoint) => {
  const needed = [];
  for (const [part, pieces] of programPieces) {
    let start = 0;
    for (const [size, users] of pieces) {
      if (users & (1 << splitPoint)) needed.push([part, start, size]);
      start += size;
    }
  }
  return needed;
};

// The functions that the program calls to load its pieces: `callback`, an index in its own table, is called
// with whether they have loaded. No piece needs another one to be instantiated, so each starts when it arrives.
const pieceLoaders = (programExports) =>
  Object.fromEntries(
    splitPoints.map((name, splitPoint) => [
      `__wasm_split_load_${name}`,
      async (callback, data) => {
        const exports = programExports();
        const imports = { __wasm_split: exports };
        // First what is there is drawn, the key above all. A tab in the background draws nothing.
        await new Promise((drawn) => {
          requestAnimationFrame(() => setTimeout(drawn));
          setTimeout(drawn, 200);
        });
        const isHere = await Promise.all(piecesOf(splitPoint).map((piece) => startPiece(piece, imports))).then(
          () => true,
          () => false,
        );
        exports.__indirect_function_table.get(callback)(data, isHere);
      },
    ]),
  );
