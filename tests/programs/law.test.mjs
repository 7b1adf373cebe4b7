// The law with every field of the site: what other programs opened and saved asks for nothing.
// Run `cargo build -p jira-sim -p cli` first.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import XLSX from 'xlsx';

import { old, programs } from './programs.mjs';
import { site } from './rowport.mjs';

const JQL = 'project in (DEMO, DESK, TEAM) ORDER BY key ASC';
const folder = mkdtempSync(join(tmpdir(), 'rowport-law-'));
const file = (name) => join(folder, name);
let jira;
let exported;

before(async () => {
  jira = await site();
  const fields = await jira.jira('GET', '/rest/api/3/field');
  const columns = ['issuekey', ...fields.map((field) => field.id).filter((id) => id !== 'issuekey')];
  exported = await jira.rowport(
    'export', '--jql', JQL, '--out', file('all.xlsx'), '--columns', columns.join(','));
  exported.columns = columns.length;
});

after(() => {
  jira.stop();
  rmSync(folder, { recursive: true });
});

test('every field of the site is in the export, nearly all with values', () => {
  const book = XLSX.read(readFileSync(file('all.xlsx')));
  const rows = XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[1]], { header: 1 });
  assert.equal(rows[0].length, exported.columns);
  const empty = rows[0].filter((_, at) => rows.slice(1).every((row) => (row[at] ?? '') === ''));
  // Nobody looked at an issue, images are no value, and the parent link needs a licence.
  assert.deepEqual(empty.sort(), ['Images', 'Last Viewed', 'Parent Link']);
});

for (const { name, format, save } of [...programs, old]) {
  test(`a workbook of every field that ${name} saved asks for nothing`, async () => {
    const target = file(`${name}.${format}`);
    await save([{ source: file('all.xlsx'), target, edit: {} }]);
    const plan = await jira.rowport('plan', target);
    const changed = plan.changes.filter((change) => change.action !== 'no_op');
    assert.deepEqual(changed, []);
    assert.equal(plan.summary.unchanged, exported.issues);
    assert.deepEqual(plan.findings, []);
  });
}
