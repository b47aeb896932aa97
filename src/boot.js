// Starts the page. The site tool puts this behind the list of parts and the wasm-bindgen glue, in one module.
//
// The exports that __wbg_init returns include all of the memory: they are dropped here, and nothing is put on
// `window`.

const failToStart = (words, ...more) => {
  const message = document.getElementById("boot");
  // The program has panicked and said so.
  if (!message) return;
  message.setAttribute("role", "alert");
  message.className = "alert";
  message.replaceChildren(words, ...more);
  const main = document.getElementById("main");
  main.removeAttribute("aria-busy");
  main.replaceChildren(message);
};

// A module with one function that creates a vector: valid only where the browser supports SIMD.
const knowsSimd = () =>
  WebAssembly.validate(
    new Uint8Array([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
    ]),
  );

// A policy in a meta element cannot keep another site from framing the page: only a header can. In a frame, that site
// could have a person press what it likes; there is no key to be had, but a link to the page by itself.
const isFramed = () => window.top !== window.self;
const linkHere = () =>
  Object.assign(document.createElement("a"), {
    href: location.href,
    target: "_blank",
    rel: "noopener",
    textContent: "Open Latchkey by itself.",
  });

const start = async () => {
  if (isFramed()) {
    failToStart("Another page shows Latchkey inside itself, and could put anything over it. ", linkHere());
    return;
  }
  if (typeof WebAssembly !== "object") {
    failToStart(
      "Latchkey needs WebAssembly, and this browser has it turned off or does not support it. " +
        "Turn it on or open the page in a current browser.",
    );
    return;
  }
  if (!knowsSimd()) {
    failToStart(
      "Latchkey needs WebAssembly with SIMD, and this browser does not support it. " +
        "Open the page in a browser of 2023 or later.",
    );
    return;
  }
  try {
    const response = program.then((response) => {
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      return response;
    });
    await __wbg_init({ module_or_path: response });
  } catch {
    failToStart(
      isOneFile()
        ? "Latchkey did not start: this browser cannot unpack it. Open the file in a browser of 2023 or later."
        : "Latchkey did not start: its program did not arrive, or not as it was published. " +
            "Reload the page; if that does not help, whoever hosts it should publish it again.",
    );
  }
};

void start();
