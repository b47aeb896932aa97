// Run in the site's own page before its scripts: keeps the memories of all wasm instances, of the page and of its
// workers, so that `__memory` can tell their sizes.

(() => {
  const keepMemories = () => {
    const memories = new Set();
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const real = WebAssembly[name];
      WebAssembly[name] = async (...from) => {
        const made = await real.apply(WebAssembly, from);
        const { memory } = (made.instance ?? made).exports;
        if (memory) memories.add(memory);
        return made;
      };
    }
    self.__bytes = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  };
  const answer = () => {
    self.__channel = new BroadcastChannel("memory");
    self.__channel.onmessage = ({ data }) => {
      if (data === "ask") self.__channel.postMessage(self.__bytes());
    };
  };

  keepMemories();
  // Before the worker's own script, which starts from a blob.
  const Real = Blob;
  window.Blob = class extends Real {
    constructor(parts, options) {
      const isScript = options?.type === "text/javascript";
      super(isScript ? [`(${keepMemories})();\n(${answer})();\n`, ...parts] : parts, options);
    }
  };

  const channel = new BroadcastChannel("memory");
  let workers = [];
  channel.onmessage = ({ data }) => workers.push(data);
  /** The bytes of the page's memory, and those of each worker that lives. */
  window.__memory = async () => {
    workers = [];
    channel.postMessage("ask");
    await new Promise((next) => setTimeout(next, 500));
    return { page: self.__bytes(), workers };
  };
})();
