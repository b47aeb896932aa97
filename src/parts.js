// The parts of the page that follow its first key: each is fetched once, with its integrity, and kept as
// bytes. The site tool puts this in front of the glue of wasm-bindgen, in one script, and fills in the lists,
// which the policy covers by that script's hash.

// A part's name, its file and its integrity.
const partFiles = new Map([/* part files */]);
// What the program calls for by name, and the pieces of itself that it then needs: each the name of a part and
// where in it the piece starts and ends. A piece is a wasm module.
const programPieces = new Map([/* program pieces */]);

const addressOf = (file) => new URL(file, document.baseURI).href;

const keptParts = new Map();
let partsHere = 0;
let tellAllHere;
const allHere = new Promise((resolve) => {
  tellAllHere = resolve;
});

// Policies only ever add up: this takes away what the ones before it still allowed.
const restrictTo = (sources) => {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  // default-src too: Chromium measures a prefetch by the most lenient directive of a policy.
  policy.content =
    "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; " + `connect-src ${sources}`;
  document.head.append(policy);
};

// From now on nothing but the parts can be asked for, not even at the page's own origin.
const restrictToParts = () => {
  restrictTo([...partFiles.values()].map(([file]) => addressOf(file)).join(" "));
};

// The bytes of a part. One that did not arrive can be asked for again.
const fetchPart = (name) => {
  let bytes = keptParts.get(name);
  if (bytes === undefined) {
    const [file, integrity] = partFiles.get(name);
    bytes = fetch(file, { integrity, credentials: "omit" }).then((response) => {
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

// Settles when every part is here and the policy lets nothing more be asked for.
const everyPart = () => allHere;

// Whether the person wants as little as possible to be loaded.
const savesData = () => navigator.connection?.saveData === true;

// WebKit has no requestIdleCallback.
const untilIdle = () =>
  new Promise((resolve) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: 2000 });
    else setTimeout(resolve, 200);
  });

// Fetches what is not here yet, one part after the other while the browser is idle. What does not arrive is
// asked for again when it is needed.
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

// The pieces are the program's own: each is started once, and takes memory and table from the program's exports.
const keptPieces = new Map();
const startPiece = ([part, start, end], imports) => {
  const key = `${part} ${start}`;
  let piece = keptPieces.get(key);
  if (piece === undefined) {
    piece = fetchPart(part).then((bytes) => WebAssembly.instantiate(new Uint8Array(bytes, start, end - start), imports));
    keptPieces.set(key, piece);
    piece.catch(() => keptPieces.delete(key));
  }
  return piece;
};

// What the program calls when it needs pieces: `callback`, an index of its own table, is told whether they came.
// No piece needs another one while it starts, so all start as they arrive.
const pieceLoaders = (programExports) =>
  Object.fromEntries(
    [...programPieces].map(([name, pieces]) => [
      `__wasm_split_load_${name}`,
      async (callback, data) => {
        const exports = programExports();
        const imports = { __wasm_split: exports };
        const isHere = await Promise.all(pieces.map((piece) => startPiece(piece, imports))).then(
          () => true,
          () => false,
        );
        exports.__indirect_function_table.get(callback)(data, isHere);
      },
    ]),
  );
