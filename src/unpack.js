// The first script of the single file, in the place of `src/early.js`: all files of the page stand in it, packed with
// gzip and written in base64, and a request is answered from here. The policy covers them by this script's hash.

const oneFile = true;
const packedFiles = new Map([/* packed files */]);
// Answers as `fetch` would.
const request = async (file) => {
  const packed = Uint8Array.from(atob(packedFiles.get(file)), (symbol) => symbol.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(bytes, { headers: { "content-type": "application/wasm" } });
};

const program = request("PROGRAM_FILE");
// The script that awaits it handles a failure; until then the rejection must not be reported as unhandled.
program.catch(() => {});
