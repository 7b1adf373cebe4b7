// The app's iframes: their attributes as Forge sets them, and the handshake that gives each of
// them a port. A frame is known by its window and its origin; nobody else gets an answer.

/** What Forge writes into the `sandbox` attribute of a Custom UI frame. */
const SANDBOX =
  'allow-downloads allow-forms allow-modals allow-pointer-lock allow-same-origin allow-scripts';
/** The feature policy of a Custom UI frame; note that reading the clipboard is not in it. */
const ALLOW = 'camera; clipboard-write; display-capture; fullscreen; microphone';

const frames = new Set();

/** The frame is served under the server's other name: another site than this page, as in Jira. */
export const FRAME_ORIGIN = `${location.protocol}//127.0.0.1:${location.port}`;

/**
 * Makes the app's frame for one module inside `slot`, whose data says what to load. A view that
 * can be closed gets a function as its `close`, called with the payload of `view.close()`.
 */
export function createFrame(context, slot) {
  const iframe = document.createElement('iframe');
  iframe.title = slot.dataset.title ?? 'App';
  iframe.className = 'app-frame';
  iframe.setAttribute('sandbox', SANDBOX);
  iframe.setAttribute('allow', ALLOW);
  iframe.src = `${FRAME_ORIGIN}${slot.dataset.src}`;
  const frame = { iframe, context, close: null, onClose: [], events: new Map() };
  frames.add(frame);
  slot.replaceChildren(iframe);
  return frame;
}

/** Forgets a frame that left the page. */
export function forgetFrame(frame) {
  frame.port?.close();
  frames.delete(frame);
}

/** Every frame that is connected now. */
export function connectedFrames() {
  return [...frames].filter((frame) => frame.port);
}

/**
 * Waits for the handshake of frame-bridge.js and lets `answer(frame, method, payload)` speak to
 * each frame. A frame that reloads itself connects again.
 */
export function connectFrames(answer) {
  window.addEventListener('message', (event) => {
    if (event.data?.type !== 'forge-bridge-connect' || event.origin !== FRAME_ORIGIN) return;
    const frame = [...frames].find((f) => f.iframe.contentWindow === event.source);
    if (!frame) return;
    frame.port?.close();
    frame.events.clear();
    frame.onClose = [];
    [frame.port] = event.ports;
    frame.hostCallbacks = new Map();
    frame.port.onmessage = ({ data }) => receive(frame, data, answer);
  });
}

async function receive(frame, message, answer) {
  const { id, method, payload, hostCallback, args } = message;
  if (hostCallback) {
    frame.hostCallbacks.get(hostCallback)?.(...args);
    return;
  }
  const { port } = frame;
  try {
    const result = await answer(frame, method, withCallbacks(port, payload));
    port.postMessage({ id, result: withoutFunctions(frame, result) });
  } catch (error) {
    port.postMessage({ id, error: String(error?.message ?? error) });
  }
}

/** `{__callback: id}` becomes a function that calls back into the frame. */
function withCallbacks(port, value) {
  if (Array.isArray(value)) return value.map((item) => withCallbacks(port, item));
  if (!value || typeof value !== 'object') return value;
  if (typeof value.__callback === 'number') {
    return (...args) => port.postMessage({ callback: value.__callback, args });
  }
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withCallbacks(port, v)]));
}

/** A function in an answer (`{unsubscribe}`) becomes an id that the frame can call. */
function withoutFunctions(frame, result) {
  if (!result || typeof result !== 'object') return result;
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => {
      if (typeof value !== 'function') return [key, value];
      const id = frame.hostCallbacks.size + 1;
      frame.hostCallbacks.set(id, value);
      return [key, { __hostCallback: id }];
    }),
  );
}
