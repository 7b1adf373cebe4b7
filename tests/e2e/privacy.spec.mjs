// Nothing of what a file or a work item says leaves the browser but to Jira.
import { makeBook } from '../support/files.mjs';
import { bytesWith } from '../support/egress.mjs';
import { expect, test } from '../support/fixtures.mjs';

const CANARY = 'Zq7canary';
const FORMS = [CANARY, CANARY.toLowerCase(), encodeURIComponent(CANARY), Buffer.from(CANARY).toString('base64').slice(0, 10)];

test('texts of cells go to Jira and nowhere else', async ({ app, file, jira, sent, stack }) => {
  const sheets = {
    [`${CANARY} sheet`]: [
      ['Key', 'Summary', 'Description', 'Labels', 'Due date', 'Issue Type', 'Project', `${CANARY} header`],
      ['DEMO-5', `${CANARY} edited`, `${CANARY} text`, CANARY.toLowerCase(), `${CANARY} no date`, null, null, CANARY],
      ['DEMO-6', `${CANARY} edited too`, null, CANARY.toLowerCase(), null, null, null, CANARY],
      [null, `${CANARY} new`, `${CANARY} text`, null, null, 'Task', 'DEMO', CANARY],
    ],
  };
  await app.drop(makeBook(file(`${CANARY} file.xlsx`), sheets));
  await app.review();
  await app.apply();
  expect(await app.counters()).toMatchObject({ Created: 1, Changed: 1 });
  await app.export({ jql: `project = DEMO AND summary ~ "${CANARY}"` });
  await app.tab('History');
  await expect(app.frame.getByRole('cell', { name: 'Export' }).first()).toBeVisible();

  expect((await jira.issue('DEMO-6')).fields.summary).toBe(`${CANARY} edited too`);
  const jobs = sent.filter(({ body }) => body.includes('/v1/jobs'));
  expect(jobs.length).toBeGreaterThan(4);
  expect(bytesWith(sent, FORMS)).toBe(0);
  const hosts = new Set(sent.map(({ url }) => new URL(url)).filter(({ protocol }) => protocol !== 'blob:').map(({ origin }) => origin));
  expect([...hosts].sort()).toEqual([stack.url, stack.origin].sort());
});
