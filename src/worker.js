// Starts the worker's program, behind the glue of wasm-bindgen in the same script.
//
// The page sends the wasm, which it fetched with its integrity and compiled: the first message is the module.
// The program then listens for itself and says that it is ready. A failure is thrown again outside the promise,
// so that the page hears of it by the worker's error event.

self.onmessage = ({ data }) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: data }).catch((error) => {
    setTimeout(() => {
      throw error;
    });
  });
};
