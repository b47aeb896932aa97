// The first script of the page, in its head: requests the program while the rest of the page is still loading.
// A classic script's `const` is seen by the other scripts of the page, but is no property of `window`.

const program = fetch("PROGRAM_FILE", { integrity: "PROGRAM_INTEGRITY", credentials: "omit" });
// The script that awaits it handles a failure; until then the rejection must not be reported as unhandled.
program.catch(() => {});
