// The engine under the same two functions as the libraries. Its own cells are made inside it, from
// the same generator, since in the product they never exist as JavaScript values.
import init, { bench_add, bench_read, bench_start, bench_write } from './engine.js';

/** Rows handed over at once, so that the JSON does not count as the engine's peak. */
const CHUNK = 500;

let memory;

/** Loads the engine. */
export async function load() {
  ({ memory } = await init({ module_or_path: new URL('./engine_bg.wasm', import.meta.url) }));
}

/** Hands the rows to the engine; not part of any measurement. */
export function prepare(headers, rows) {
  bench_start(headers);
  for (let from = 0; from < rows.length; from += CHUNK) {
    bench_add(JSON.stringify(rows.slice(from, from + CHUNK).map((row) => row.map(plain))));
  }
}

const plain = (cell) => (cell instanceof Date ? { date: cell.toISOString().slice(0, 10) } : cell);

/** Bytes of wasm memory, which only grows: its peak. */
export const peak = () => memory.buffer.byteLength;

export const engine = {
  write: () => bench_write(),
  read: (bytes) => bench_read(bytes),
};
