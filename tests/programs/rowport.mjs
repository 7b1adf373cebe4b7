// The program and a local Jira for it.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { person, simulator } from '../clients/simulator.mjs';

const PROGRAM = fileURLToPath(new URL('../../target/debug/rowport', import.meta.url));
const run = promisify(execFile);

/** A site of its own, for one test file. */
export async function site() {
  const { ready, stop } = await simulator();
  const { email, token } = person(ready, 'admin');
  const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
  const env = { ...process.env, ROWPORT_EMAIL: email, ROWPORT_TOKEN: token };

  /** The JSON that a command prints. */
  async function rowport(...args) {
    const all = [...args, '--site', ready.url, '--json'];
    const { stdout } = await run(PROGRAM, all, { env, maxBuffer: 1 << 28 });
    return JSON.parse(stdout);
  }

  /** A request as that person. */
  async function jira(method, path, body) {
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await fetch(ready.url + path, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  }

  return { rowport, jira, stop };
}
