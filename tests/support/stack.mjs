// The local Jira and the backend, started for one test and stopped after it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createServer } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const bin = (name) => join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', name);

/** Starts a program and waits for the JSON line that says it is ready. */
function start(name, args) {
  const child = spawn(bin(name), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data) => (errors += data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${name} ended with ${code}: ${errors}`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      child.removeAllListeners('exit');
      resolve({ ready: JSON.parse(line), stop: () => stop(child) });
    });
  });
}

function stop(child) {
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGKILL');
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const appId = () => /^\s*id: (ari:\S+)/m.exec(readFileSync(join(root, 'manifest.yml'), 'utf8'))[1];

/** Where nobody listens: a port that no system hands out, so that no other test can get it. */
const nobody = 'http://127.0.0.1:1';

/** How often a stack is started anew where another program took its port first. */
const tries = 5;

/**
 * Starts both servers. `backend: false` leaves the backend out; the app is told an address where
 * nobody listens.
 */
export async function startStack(options = {}) {
  for (let left = tries; ; left -= 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      if (left === 1 || !/in use/i.test(error.message)) throw error;
    }
  }
}

/** The backend has to know the port of the local Jira before that listens on it. */
async function startOnce({ issues = 60, seed = 1, backend = true, switches = [] }) {
  const port = await freePort();
  const service = backend
    ? await start('backend', [
        '--listen', '127.0.0.1:0', '--json', '--database-url', 'sqlite::memory:',
        '--jwks-url', `http://127.0.0.1:${port}/.well-known/jwks.json`, '--app-id', appId(),
      ])
    : { ready: { url: nobody }, stop: async () => {} };
  const jira = await start('jira-sim', [
    '--json', '--port', `${port}`, '--issues', `${issues}`, '--seed', `${seed}`,
    '--app', 'static', '--manifest', 'manifest.yml', '--remote', service.ready.url, ...switches,
  ]).catch(async (error) => {
    await service.stop();
    throw error;
  });
  return {
    ...jira.ready,
    /** Where a browser opens the site: another site than the frame's. */
    origin: `http://localhost:${port}`,
    stop: async () => {
      await jira.stop();
      await service.stop();
    },
  };
}
