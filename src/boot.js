// Starts the page, in the same module as the glue of wasm-bindgen (the site tool puts the two together).
//
// The wasm is fetched with its integrity, so that a changed file does not start. What __wbg_init returns,
// the exports with all of the memory, is dropped here: nothing is handed to `window`.

const message = document.getElementById("boot-message");

const start = async () => {
  if (typeof WebAssembly !== "object") {
    message.textContent =
      "Latchkey needs WebAssembly, and this browser has it turned off or does not know it. " +
      "Turn it on or open the page in a current browser.";
    return;
  }
  try {
    const wasm = fetch("WASM_NAME", { integrity: "WASM_INTEGRITY", credentials: "omit" }).then((response) => {
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      return response;
    });
    await __wbg_init({ module_or_path: wasm });
  } catch {
    message.setAttribute("role", "alert");
    message.textContent =
      "Latchkey did not start: its program did not arrive, or not as it was published. " +
      "Reload the page; if that does not help, whoever hosts it should publish it again.";
    return;
  }
  // All that the page needs is here, but for the worker's two files, which it fetches on first use. Policies
  // only ever add up, so from now on no script of the page can ask for anything else, not even at the page's
  // own origin.
  const addresses = ["worker-script", "worker-wasm"].map((name) => {
    const [file] = document.querySelector(`meta[name=${name}]`).content.split(" ");
    return new URL(file, document.baseURI).href;
  });
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  // default-src too: Chromium measures a prefetch by the most lenient directive of a policy.
  policy.content =
    "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; " + `connect-src ${addresses.join(" ")}`;
  document.head.append(policy);
};

void start();
