// Reading and writing .xlsx in headless Chromium: the engine beside the JavaScript libraries, all
// in one run. Prints a table and, as its last line, JSON.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { launch } from '../support/chromium.mjs';
import { root } from '../support/paths.mjs';

const { values } = parseArgs({
  options: { rows: { type: 'string' }, columns: { type: 'string' }, runs: { type: 'string' } },
});
const size = {
  rows: Number(values.rows ?? 50_000), columns: Number(values.columns ?? 20), runs: Number(values.runs ?? 5),
};
const folder = join(root, 'target/bench');
const TYPES = { js: 'text/javascript', wasm: 'application/wasm', html: 'text/html' };

await build({
  entryPoints: [join(root, 'tests/bench/page.mjs')],
  bundle: true, format: 'esm', target: 'es2022', outfile: join(folder, 'page.js'), logLevel: 'error',
  external: ['./engine.js'],
});

const server = createServer((request, response) => {
  const name = request.url === '/' ? 'index.html' : request.url.slice(1);
  const html = '<!doctype html><script type="module" src="./page.js"></script>';
  response.setHeader('content-type', TYPES[name.split('.').pop()] ?? 'text/plain');
  try {
    response.end(name === 'index.html' ? html : readFileSync(join(folder, name)));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const browser = await chromium.launch(launch);
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => globalThis.measure);
  const measured = await page.evaluate((options) => globalThis.measure(options), size);
  report(measured);
} finally {
  await browser.close();
  server.close();
}

function report({ fileBytes, readPeakBytes, writePeakBytes, results }) {
  const { engine } = results;
  const version = browser.version();
  console.log(`${size.rows} × ${size.columns} cells, ${size.runs} runs, medians, Chromium ${version}`);
  const mib = (size) => `${(size / 2 ** 20).toFixed(0)} MiB`;
  console.log(`file read: ${fileBytes} bytes; engine memory: ${mib(readPeakBytes)} to read, ${mib(writePeakBytes)} to read and write`);
  console.log('            read ms   ratio  write ms   ratio     cells     bytes');
  for (const [name, { read, write, cells, bytes }] of Object.entries(results)) {
    const ratio = (time, base) => `${(time / base).toFixed(2)}×`.padStart(7);
    console.log(
      name.padEnd(10), read.toFixed(0).padStart(8), ratio(read, engine.read), write.toFixed(0).padStart(9),
      ratio(write, engine.write), String(cells).padStart(9), String(bytes).padStart(9),
    );
  }
  console.log(JSON.stringify({ ...size, fileBytes, readPeakBytes, writePeakBytes, results }));
}
