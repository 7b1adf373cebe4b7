// The simulator that the tests talk to: a running one, whose ready line is in ROWPORT_SIM, or one
// that is started here and stopped at the end.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../target/debug/jira-sim', import.meta.url));

/** The ready line, and a function that stops what was started. */
export async function simulator(options = []) {
  if (process.env.ROWPORT_SIM) {
    return { ready: JSON.parse(process.env.ROWPORT_SIM), stop: () => {} };
  }
  const program = spawn(PROGRAM, ['--json', '--issues', '150', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise((resolve, reject) => {
    program.once('error', reject);
    program.once('exit', (code) => reject(new Error(`jira-sim ended with ${code}`)));
    createInterface({ input: program.stdout }).once('line', resolve);
  });
  return { ready: JSON.parse(line), stop: () => program.kill() };
}

/** The e-mail and token of a role. */
export function person(ready, role) {
  return ready.people.find((p) => p.role === role);
}
