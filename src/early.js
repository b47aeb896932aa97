// The first script of the page, in its head: asks for the program while the rest of the page still arrives.
// A classic script's `const` is seen by the other scripts of the page, but is no property of `window`.

const program = fetch("PROGRAM_FILE", { integrity: "PROGRAM_INTEGRITY", credentials: "omit" });
// Whoever waits for it hears of a failure; until then it is not unhandled.
program.catch(() => {});
