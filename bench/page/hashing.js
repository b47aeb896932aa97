// The peers that hash: the chosen file, and a password.
//
// They read the file as Latchkey does, so that only the hashing differs: in slices, the next one being read
// while this one is hashed. hash-wasm is used as its documentation says for large data (createSHA256, init,
// update, digest), @noble/hashes as its documentation says (create, update, digest). crypto.subtle takes a
// whole buffer only.

import {
  argon2id as hashWasmArgon2id,
  createBLAKE3,
  createSHA256,
  createSHA3,
  createSHA512,
} from "../peers/hash-wasm/dist/index.esm.min.js";
import { argon2id as nobleArgon2id } from "../peers/@noble/hashes/argon2.js";
import { blake3 } from "../peers/@noble/hashes/blake3.js";
import { sha256, sha512 } from "../peers/@noble/hashes/sha2.js";
import { sha3_256 } from "../peers/@noble/hashes/sha3.js";

const SLICE = 4 << 20;

const slices = async (file, use) => {
  const read = (from) => file.slice(from, from + SLICE).arrayBuffer();
  let next = read(0);
  for (let from = 0; from < file.size; from += SLICE) {
    const slice = new Uint8Array(await next);
    next = read(from + SLICE);
    use(slice);
  }
};

const hashWasm = async (create) => {
  const hasher = await create;
  return async ({ file }) => {
    hasher.init();
    await slices(file, (slice) => hasher.update(slice));
    return hasher.digest("binary");
  };
};

const noble =
  (hash) =>
  async ({ file }) => {
    const hasher = hash.create();
    await slices(file, (slice) => hasher.update(slice));
    return hasher.digest();
  };

const subtle =
  (name) =>
  async ({ file }) =>
    new Uint8Array(await crypto.subtle.digest(name, await file.arrayBuffer()));

// The same for both, so that their hashes can be compared.
const SALT = new Uint8Array(16).fill(1);

/** By name; they return bytes. */
export const hashing = {
  "hash-wasm SHA-256": await hashWasm(createSHA256()),
  "hash-wasm SHA-512": await hashWasm(createSHA512()),
  "hash-wasm SHA3-256": await hashWasm(createSHA3(256)),
  "hash-wasm BLAKE3": await hashWasm(createBLAKE3()),
  "noble SHA-256": noble(sha256),
  "noble SHA-512": noble(sha512),
  "noble SHA3-256": noble(sha3_256),
  "noble BLAKE3": noble(blake3),
  "subtle SHA-256": subtle("SHA-256"),
  "subtle SHA-512": subtle("SHA-512"),

  // No digest: how much of the time reading alone takes.
  "read the file": async ({ file }) => {
    await slices(file, () => {});
    return new Uint8Array();
  },

  "hash-wasm Argon2id": async ({ password, memory, passes, lanes, length }) =>
    hashWasmArgon2id({
      password,
      salt: SALT,
      memorySize: memory,
      iterations: passes,
      parallelism: lanes,
      hashLength: length,
      outputType: "binary",
    }),

  "noble Argon2id": async ({ password, memory, passes, lanes, length }) =>
    nobleArgon2id(password, SALT, { m: memory, t: passes, p: lanes, dkLen: length }),
};
