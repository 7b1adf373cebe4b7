// Says whether WebAssembly compiles in a worker of the app.
try {
  new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  postMessage('compiled');
} catch (error) {
  postMessage(String(error));
}
