// What a test of the bridge needs: the local Jira with a small app that is nothing but the genuine
// @forge/bridge, and a backend that answers with what it was sent.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from '../support/paths.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'jira-sim');

/** The fixture app, built into a directory of its own. */
async function buildApp() {
  const dir = mkdtempSync(join(tmpdir(), 'rowport-bridge-'));
  cpSync(join(here, 'app'), dir, { recursive: true });
  await build({
    entryPoints: [join(here, 'app/fixture.js')],
    outfile: join(dir, 'fixture.js'),
    allowOverwrite: true,
    bundle: true,
    format: 'iife',
  });
  return dir;
}

/** A backend on a free port; it keeps every request, and fails where the path says so. */
function startBackend() {
  const requests = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      requests.push({ method, url, headers, body });
      const status = Number(/^\/status\/(\d+)/.exec(url)?.[1] ?? 200);
      const location = status === 302 ? { location: '/elsewhere' } : {};
      response.writeHead(status, { 'content-type': 'application/json', 'x-a': 'b', ...location });
      response.end(status === 204 ? '' : JSON.stringify({ method, url, body }));
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${server.address().port}`;
      const stop = () => new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      });
      resolve({ url, requests, stop });
    });
  });
}

function startJira(app, remote) {
  const args = ['--json', '--port', '0', '--issues', '60', '--seed', '7'];
  args.push('--app', app, '--manifest', join(root, 'manifest.yml'), '--remote', remote);
  const child = spawn(binary, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = () => new Promise((done) => {
    child.removeAllListeners('exit').once('exit', done);
    child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`jira-sim ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve({ ...JSON.parse(line), stop });
    });
  });
}

/** Starts everything; `stop` ends it and removes what was built. */
export async function startBridgeStack() {
  const app = await buildApp();
  const backend = await startBackend();
  const jira = await startJira(app, backend.url);
  const { port } = new URL(jira.url);
  return {
    backend,
    people: jira.people,
    /** Where a browser opens the site: another site than the frame's. */
    site: `http://localhost:${port}`,
    /** Where the app's files are; opened here, page and frame are of one site. */
    frameOrigin: `http://127.0.0.1:${port}`,
    stop: async () => {
      await jira.stop();
      await backend.stop();
      rmSync(app, { recursive: true });
    },
  };
}
