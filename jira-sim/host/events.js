// Events between the frames of one page: `events.on` and `events.emit`.
import { connectedFrames } from './frames.js';

/** Subscribes a frame; the answer's `unsubscribe` ends it. */
export function on(frame, name, callback) {
  const list = frame.events.get(name) ?? new Set();
  frame.events.set(name, list.add(callback));
  return { unsubscribe: () => list.delete(callback) };
}

/** Calls every subscriber of every frame, the sender's too, as Forge does. */
export function emit(name, payload) {
  for (const frame of connectedFrames()) {
    for (const callback of frame.events.get(name) ?? []) callback(payload);
  }
}
