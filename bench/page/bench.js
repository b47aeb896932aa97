// One page with all contestants, each in a worker: Latchkey's own, as the site ships it, and the peers'.
//
// The driver calls window.bench, one contestant after another, so that other load on the machine affects all of
// them alike. Everything is timed here, from the message of a request to that of its reply.

// Put before the worker's script to report the size of the wasm's memory, which the script does not expose. Its
// own messages are objects; those of the worker's program are arrays.
const PREAMBLE = `{
  const instantiate = WebAssembly.instantiate;
  let memory;
  WebAssembly.instantiate = async (...from) => {
    const made = await instantiate(...from);
    memory = (made.instance ?? made).exports.memory;
    return made;
  };
  addEventListener("message", (event) => {
    if (event.data === "memory") {
      event.stopImmediatePropagation();
      postMessage({ memory: memory.buffer.byteLength });
    }
  });
}
`;

const LINE_FEED = 10;

// How long a reply may take, in milliseconds: less than the driver waits for the page.
const LIMIT = 180_000;

/** The beginning of a reply, for an error. */
const beginning = (said) => {
  const [reply] = Array.isArray(said) ? said : [];
  return reply instanceof Uint8Array ? `the bytes ${reply.subarray(0, 16)} …` : JSON.stringify(said);
};

/** A worker that gets one request at a time. */
class Contestant {
  constructor(url, options) {
    this.worker = new Worker(url, options);
  }

  /** Posts `message` and resolves to the first value, not undefined, that `answer` returns for a reply. */
  ask(message, transfer, answer) {
    let last;
    let late;
    const answered = new Promise((resolve, reject) => {
      // A reply of another form than the bench expects would never be taken for the last one.
      const giveUp = () => reject(new Error(`no reply as expected in ${LIMIT / 1000} s; last came ${beginning(last)}`));
      late = setTimeout(giveUp, LIMIT);
      this.worker.onerror = (event) => reject(new Error(event.message));
      this.worker.onmessage = ({ data }) => {
        last = data;
        try {
          const value = answer(data);
          if (value !== undefined) resolve(value);
        } catch (error) {
          reject(error);
        }
      };
      if (message !== undefined) this.worker.postMessage(message, transfer);
    });
    return answered.finally(() => clearTimeout(late));
  }
}

const beginsWith = (bytes, start) => start.every((byte, at) => bytes[at] === byte);

/** Latchkey's worker: the files that the page's script lists, started from a blob as the page does it. */
const startLatchkey = async () => {
  const dist = new URL("../dist/", document.baseURI);
  const index = await (await fetch(new URL("index.html", dist))).text();
  const file = (name) => {
    const [, address, integrity] = index.match(`"${name}", \\["([^"]+)", "([^"]+)"\\]`);
    return fetch(new URL(address, dist), { integrity });
  };
  const script = await (await file("worker-script")).text();
  const wasm = await WebAssembly.compile(await (await file("worker-wasm")).arrayBuffer());
  const url = URL.createObjectURL(new Blob([PREAMBLE, script], { type: "text/javascript" }));
  const latchkey = new Contestant(url);
  // Its first reply announces that it is ready.
  await latchkey.ask(wasm, [], () => true);
  URL.revokeObjectURL(url);
  return latchkey;
};

const memoryOf = (latchkey) => latchkey.ask("memory", [], (said) => said.memory);

/**
 * Posts each step's message and waits for the reply that begins with its `until`. Returns how long each
 * step took in milliseconds, the pieces that came beside the replies, and the last reply.
 */
const take = async (latchkey, steps, failed) => {
  const took = [];
  const pieces = [];
  let last;
  for (const { message, until, file } of steps) {
    const began = performance.now();
    const parts = [Uint8Array.from(message), ...(file ? [chosen()] : [])];
    last = await latchkey.ask(parts, [], ([reply, ...beside]) => {
      if (beginsWith(reply, failed)) throw new Error(`the worker failed: ${reply}`);
      pieces.push(...beside);
      return beginsWith(reply, until) ? reply : undefined;
    });
    took.push(performance.now() - began);
  }
  return { took, pieces, reply: [...last] };
};

/** The file that the driver chose. */
const chosen = () => document.querySelector("input[type=file]").files[0];

/** Long tasks of this page since they were last requested; browsers report only those over 50 ms. */
let tasks = [];
const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
observer.observe({ type: "longtask" });

let latchkey;
let peers;

window.bench = {
  /** Starts the workers that are timed. */
  async start() {
    latchkey = await startLatchkey();
    peers = new Contestant("peers.js", { type: "module" });
    await peers.ask(undefined, [], () => true);
  },

  /** Runs Latchkey; a file counts as made when the page has the last piece of it. */
  async latchkey({ steps, failed, forget }) {
    const began = performance.now();
    const { took, reply } = await take(latchkey, steps, failed);
    const milliseconds = performance.now() - began;
    latchkey.worker.postMessage([Uint8Array.from(forget)]);
    // The next run must not begin before these keys are overwritten.
    await memoryOf(latchkey);
    return { milliseconds, took, reply };
  },

  /** Runs the peer of that name, `count` times. */
  async peer({ name, count, input }) {
    const began = performance.now();
    const said = await peers.ask({ name, count, input: { ...input, file: chosen() } }, [], (said) => {
      if (said.error) throw new Error(said.error);
      return said;
    });
    const milliseconds = performance.now() - began;
    return { milliseconds, took: [milliseconds], reply: [...(said.reply ?? [])] };
  },

  /** The longest task of this page since the last call, in milliseconds; 0 where none was over 50 ms. */
  async longest() {
    // The browser delivers entries in a task of its own.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const seen = [...tasks, ...observer.takeRecords()];
    tasks = [];
    return Math.max(0, ...seen.map((task) => task.duration));
  },

  /** The growth of a fresh worker's memory, which never shrinks: its final size is its peak. */
  async memory({ steps, failed }) {
    const fresh = await startLatchkey();
    const before = await memoryOf(fresh);
    const { pieces } = await take(fresh, steps, failed);
    const peak = await memoryOf(fresh);
    fresh.worker.terminate();
    let bytes = 0;
    let lines = 0;
    for (const piece of pieces) {
      bytes += piece.length;
      for (const byte of piece) lines += byte === LINE_FEED;
    }
    return { before, peak, bytes, lines };
  },
};
