// Runs in the browser: every reader and writer in turn, several times, in one page.
import * as engine from './engine.mjs';
import * as libraries from './libraries.mjs';
import { makeHeaders, makeRows } from './cells.mjs';

const NAMES = ['engine', 'hucre', 'sheetjs', 'exceljs'];
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

async function time(work) {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

/** Measures and gives, by name: median milliseconds of reading and writing, and cells counted. */
globalThis.measure = async ({ rows: height, columns: width, runs }) => {
  const headers = makeHeaders(width);
  const rows = makeRows(height, width);
  const codecs = { ...libraries, engine: engine.engine };
  await engine.load();
  const bytes = await libraries.exceljs.write(headers, rows);
  engine.engine.read(bytes);
  const readPeakBytes = engine.peak();
  engine.prepare(headers, rows);
  engine.engine.write();
  const writePeakBytes = engine.peak();
  const results = Object.fromEntries(NAMES.map((name) => [name, { read: [], write: [] }]));
  for (let run = 0; run < runs; run += 1) {
    for (const name of NAMES) {
      const [read, cells] = await time(() => codecs[name].read(bytes));
      const [write, written] = await time(() => codecs[name].write(headers, rows));
      results[name].read.push(read);
      results[name].write.push(write);
      Object.assign(results[name], { cells, bytes: written.length });
    }
  }
  for (const result of Object.values(results)) {
    result.read = median(result.read);
    result.write = median(result.write);
  }
  return { fileBytes: bytes.length, readPeakBytes, writePeakBytes, results };
};
