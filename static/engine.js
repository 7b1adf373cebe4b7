// The worker's first script: loads the engine, and tells the page what the engine cannot tell
// itself: that it did not load, or that it trapped.
import init from './app/worker.js';

const broken = (error) =>
  postMessage({ message: { broken: { cause: String(error?.message ?? error) } } });

addEventListener('error', (event) => broken(event.error ?? event.message));
addEventListener('unhandledrejection', (event) => broken(event.reason));

init().catch(broken);
