// node check_answers.mjs FOLDER: holds all answers that simulators recorded there against jira.js.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answersOf, check, report } from './answers.mjs';

const [folder] = process.argv.slice(2);
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
const found = await check(answersOf(files.map((f) => join(folder, f))));
const { summary, notes, faults } = report(found);
console.log(`${summary} (${files.length} files)`);
for (const note of notes) console.log(note);
for (const fault of faults.slice(0, 50)) console.error(fault);
if (faults.length > 0) console.error(`${faults.length} faults`);
// Nothing recorded proves nothing.
process.exitCode = faults.length > 0 || found.answers === 0 ? 1 : 0;
