// An exported workbook that was rearranged, edited and saved by other programs, before and after
// Jira was changed too. Run `cargo build -p jira-sim -p cli` first.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { programs } from './programs.mjs';
import { site } from './rowport.mjs';
import { arrangements, COLUMNS, COUNT } from './scenarios.mjs';

const JQL = `project = DEMO AND key <= DEMO-${COUNT} ORDER BY key ASC`;
const folder = mkdtempSync(join(tmpdir(), 'rowport-scenarios-'));
const source = join(folder, 'exported.xlsx');

/** What the user types. */
const mine = { 'DEMO-2': 'Only mine changed', 'DEMO-4': 'Both say this', 'DEMO-5': 'Mine says this' };
/** What is then changed in Jira. */
const theirs = { 'DEMO-3': 'Only Jira changed', 'DEMO-4': 'Both say this', 'DEMO-5': 'Jira says this' };
/** The summaries of the export. */
const exported = {};
let jira;

before(async () => {
  jira = await site();
  await jira.rowport('export', '--jql', JQL, '--out', source, '--columns', COLUMNS.join(','));
  for (const key of ['DEMO-3', 'DEMO-5']) {
    exported[key] = (await jira.jira('GET', `/rest/api/3/issue/${key}?fields=summary`)).fields.summary;
  }
});

after(() => {
  jira.stop();
  rmSync(folder, { recursive: true });
});

const target = (program, at) => join(folder, `${program.name} ${at}.${program.format}`);

/** What a plan does with the rows that it does not leave alone. */
function told({ changes }) {
  const of = ({ issue, action, fields, conflicts = [] }) => [
    issue.key, action,
    ...fields.map(({ field, after: { value } }) => `${field}: ${value}`),
    ...conflicts.map(({ field, conflict: { base, mine, theirs } }) =>
      `${field}: ${base} | ${mine.value} | ${theirs.value}`),
  ];
  return changes.filter(({ action }) => action !== 'no_op').map(of).sort();
}

/** The codes of a plan's findings, each once. */
const codes = (plan) => [...new Set(plan.findings.map(({ code }) => code))].sort();

for (const program of programs) {
  test(`${program.name} saves its workbooks`, async () => {
    const set = Object.entries(mine).map(([key, value]) => ({ key, header: 'Summary', value }));
    await program.save(arrangements.map(({ edit }, at) => (
      { source, target: target(program, at), edit: { ...edit, set } })));
  });

  for (const [at, { name, left = COUNT, notes = [], forgotten = [] }] of arrangements.entries()) {
    test(`${program.name}, ${name}: what was typed is all that changes`, async () => {
      const plan = await jira.rowport('plan', target(program, at));
      const expected = Object.entries(mine).map(([key, text]) => [key, 'update', `summary: ${text}`]);
      assert.deepEqual(told(plan), expected);
      assert.equal(plan.summary.unchanged, left - 3);
      assert.deepEqual(codes(plan), [...notes, ...forgotten].sort());
    });
  }
}

test('Jira is changed meanwhile', async () => {
  for (const [key, summary] of Object.entries(theirs)) {
    await jira.jira('PUT', `/rest/api/3/issue/${key}`, { fields: { summary } });
  }
});

for (const program of programs) {
  for (const [at, { name, left = COUNT, notes = [], forgotten }] of arrangements.entries()) {
    if (forgotten) {
      test(`${program.name}, ${name}: what Jira changed since waits`, async () => {
        const plan = await jira.rowport('plan', target(program, at));
        assert.deepEqual(told(plan), [
          ['DEMO-2', 'update', 'summary: Only mine changed'],
          ['DEMO-3', 'skip', `summary: ${exported['DEMO-3']} | ${exported['DEMO-3']} | Only Jira changed`],
          ['DEMO-5', 'skip', `summary: ${exported['DEMO-5']} | Mine says this | Jira says this`],
        ]);
        assert.deepEqual(codes(plan), ['changed-since-the-row', ...forgotten].sort());
      });
      continue;
    }
    test(`${program.name}, ${name}: the changes of both sides are merged`, async () => {
      const plan = await jira.rowport('plan', target(program, at));
      assert.deepEqual(told(plan), [
        ['DEMO-2', 'update', 'summary: Only mine changed'],
        ['DEMO-5', 'skip', `summary: ${exported['DEMO-5']} | Mine says this | Jira says this`],
      ]);
      assert.equal(plan.summary.unchanged, left - 2);
      assert.deepEqual(codes(plan), ['changed-in-jira', 'changed-on-both-sides', ...notes].sort());
      assert.equal(plan.findings.filter(({ code }) => code === 'changed-in-jira').length, 1);
    });
  }
}
