// Starts the worker's program, after the wasm-bindgen glue in the same script.
//
// The first message is the wasm as a compiled module, which the page fetched with its integrity. The program
// then listens for itself and announces that it is ready. A failure is rethrown outside the promise, so that it
// reaches the page as the worker's error event.

self.onmessage = ({ data }) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: data }).catch((error) => {
    setTimeout(() => {
      throw error;
    });
  });
};
