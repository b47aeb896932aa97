// Starts the page, behind the parts' list and the glue of wasm-bindgen in the same module (the site tool
// puts them together).
//
// What __wbg_init returns, the exports with all of the memory, is dropped here: nothing is handed to `window`.

// Before anything that can fail. The program itself has been asked for by the script in the head.
restrictToParts();

const failToStart = (words) => {
  const message = document.getElementById("boot");
  message.setAttribute("role", "alert");
  message.textContent = words;
  document.getElementById("main").replaceWith(message);
};

// A module of one function that makes a vector: valid only where the browser knows SIMD.
const knowsSimd = () =>
  WebAssembly.validate(
    new Uint8Array([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
    ]),
  );

const start = async () => {
  if (typeof WebAssembly !== "object") {
    failToStart(
      "Latchkey needs WebAssembly, and this browser has it turned off or does not know it. " +
        "Turn it on or open the page in a current browser.",
    );
    return;
  }
  if (!knowsSimd()) {
    failToStart(
      "Latchkey needs WebAssembly with SIMD, and this browser does not know it. " +
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
      "Latchkey did not start: its program did not arrive, or not as it was published. " +
        "Reload the page; if that does not help, whoever hosts it should publish it again.",
    );
  }
};

void start();
