// Comments and worklogs that were imported and then corrected in the file: one question, one answer.
import { makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

const comments = ['Key', 'Comment ID', 'Author', 'Created', 'Comment'];
const worklogs = ['Key', 'Worklog ID', 'Started', 'Time spent', 'Comment'];
const sheets = (text, spent) => ({
  List: [['Key', 'Summary'], ['DEMO-1', '']],
  Comments: [comments, ['DEMO-2', '', '', '', text]],
  Worklogs: [worklogs, ['DEMO-3', '', '2026-07-01 09:30', spent, 'Canary at work']],
});

const panel = (app) => app.frame.getByRole('region', { name: 'Imported before?' });
const status = (app, text) => app.frame.getByRole('status').filter({ hasText: text });

/** Imports a comment and a worklog, and drops the file again with both corrected. */
async function dropCorrected({ app, file }) {
  await app.drop(makeBook(file('was.xlsx'), sheets('Canary was deliverd', '2h')));
  await app.review();
  await app.apply();
  await expect(app.heading('Import finished')).toBeVisible();
  await app.button('Import another file').click();
  await app.drop(makeBook(file('is.xlsx'), sheets('Canary was delivered', '3h')));
  await app.review();
}

/** How many comments of DEMO-2 and worklogs of DEMO-3 are those of the file. */
async function added(jira) {
  const [texts, logs] = await Promise.all([
    jira.call('GET', '/rest/api/3/issue/DEMO-2/comment'),
    jira.call('GET', '/rest/api/3/issue/DEMO-3/worklog'),
  ]);
  const canaries = (all) => all.filter((entry) => JSON.stringify(entry).includes('Canary')).length;
  return [canaries(texts.comments), canaries(logs.worklogs)];
}

test('corrected entries are held back until they are answered', async ({ app, file, jira }) => {
  await dropCorrected({ app, file });
  await expect(panel(app)).toContainText('2 rows of further sheets look like comments or worklogs that were added before');
  await expect(panel(app)).toContainText('Of comments and worklogs: 0 not imported, 0 added once more, 2 not decided');
  expect(await app.counters()).toMatchObject({ 'Imported before?': 2 });
  expect(await app.audit()).toEqual([]);
  expect(await added(jira)).toEqual([1, 1]);
});

test('one press leaves all of them out', async ({ app, page, file, jira }) => {
  await dropCorrected({ app, file });
  await app.button('Do not import them').focus();
  await page.keyboard.press('Enter');
  await expect(app.button('Do not import them')).toHaveAttribute('aria-pressed', 'true');
  await expect(status(app, 'All rows that look imported before: not imported. 0 undecided rows left.')).toHaveCount(1);
  await expect(panel(app)).toContainText('2 not imported, 0 added once more, 0 not decided');
  expect(await app.audit()).toEqual([]);
  expect(await added(jira)).toEqual([1, 1]);
});

test('one press adds all of them once more', async ({ app, file, jira }) => {
  await dropCorrected({ app, file });
  await app.button('Add them once more').click();
  await expect(panel(app)).toContainText('0 not imported, 2 added once more, 0 not decided');
  await app.apply();
  await expect(app.heading('Import finished')).toBeVisible();
  expect(await added(jira)).toEqual([2, 2]);
  expect(await app.audit()).toEqual([]);
});
