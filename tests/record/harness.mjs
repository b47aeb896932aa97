// Asks the check functions in a folder about its cases: a line each, the verdict and what was looked up.
// Standard input has a line a function: which parameters it has.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const functions = [];
for (const [at, line] of readFileSync(0, "utf8").split("\n").entries()) {
  const { checkKey } = await import(pathToFileURL(join(folder, `check${at}.mjs`)));
  functions.push([checkKey, line.split(" ").filter(Boolean)]);
}
for (const entry of JSON.parse(readFileSync(join(folder, "cases.json"), "utf8"))) {
  const [checkKey, names] = functions[entry.variant];
  let lookedUp = "-";
  const find = async (wanted) => {
    lookedUp = wanted;
    return entry.record;
  };
  const verdict = await checkKey(entry.key, find, ...names.map((name) => entry[name]), new Date(entry.now));
  console.log(verdict, lookedUp);
}
