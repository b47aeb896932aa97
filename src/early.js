// The first script of the page, in its head: requests the program while the rest of the page is still loading.
// A classic script's `const` is seen by the other scripts of the page, but is no property of `window`. The single
// file has `src/unpack.js` in its place, with the same names.

const oneFile = false;
// Requests a file of the page. A preload in the head would be no faster in Chromium (10 ms of 200), and Firefox and
// WebKit would fetch the program twice.
const request = (file, integrity) => fetch(file, { integrity, credentials: "omit" });

const program = request("PROGRAM_FILE", "PROGRAM_INTEGRITY");
// The script that awaits it handles a failure; until then the rejection must not be reported as unhandled.
program.catch(() => {});
// The first access waits for the browser's storage: now, while the program is on its way, that delays no key.
try {
  localStorage.getItem("latchkey.options");
} catch {
  // Without storage nothing is remembered.
}
