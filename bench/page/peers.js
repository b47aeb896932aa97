// The peers: npm packages as their authors ship them to browsers, used as their documentation says.
//
// Each makes `count` keys and returns the size of the text it made; those of hashing.js return the digest.

import { createSHA256 } from "../peers/hash-wasm/dist/index.esm.min.js";
import { nanoid } from "../peers/nanoid/index.browser.js";
import { v4 } from "../peers/uuid/dist/index.js";
import { hashing } from "./hashing.js";

const PREFIX = "sk_live_";
// 258 bits: the least number of its 64 symbols that reaches 256.
const SYMBOLS = 43;
// The most that one call of crypto.getRandomValues returns.
const MOST_BYTES = 65_536;

const sha256 = await createSHA256();

const lines = (count, line) => {
  const all = [];
  for (let made = 0; made < count; made += 1) all.push(line());
  return all.join("\n").length;
};

const peers = {
  nanoid: (count) => lines(count, () => PREFIX + nanoid(SYMBOLS)),

  uuid: (count) => lines(count, () => PREFIX + v4()),

  "nanoid and hash-wasm": (count) =>
    lines(count, () => {
      const key = PREFIX + nanoid(SYMBOLS);
      return `${key},${sha256.init().update(key).digest("hex")}`;
    }),

  // No key: how much of the time the browser's random numbers alone take.
  "random bytes": (count) => {
    const piece = new Uint8Array(MOST_BYTES);
    let left = count * SYMBOLS;
    for (; left > MOST_BYTES; left -= MOST_BYTES) crypto.getRandomValues(piece);
    crypto.getRandomValues(piece.subarray(0, left));
    return count * SYMBOLS;
  },
};

const answer = async ({ name, count, input }) => {
  if (name in peers) return { bytes: peers[name](count) };
  if (name in hashing) return { reply: await hashing[name](input) };
  return { error: `there is no peer "${name}"` };
};

addEventListener("message", ({ data }) => {
  answer(data).then(postMessage, (error) => postMessage({ error: `${error}` }));
});

postMessage("ready");
