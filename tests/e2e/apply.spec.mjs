// What happens while a plan is applied: stops, changes by others, refusals, limits.
import { makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

const keys = Array.from({ length: 60 }, (_, at) => `DEMO-${at + 1}`);

/** A workbook with a new summary for each of the keys. */
const summaries = (path, some) =>
  makeBook(path, [['Key', 'Summary'], ...some.map((key) => [key, `New summary of ${key}`])]);

/** Keys of those that have their new summary in Jira. */
async function written(jira) {
  const issues = await jira.search('project = DEMO', ['summary']);
  return issues.filter(({ key, fields }) => fields.summary === `New summary of ${key}`).map(({ key }) => key);
}

test('an import that is stopped leaves the rest as it was', async ({ app, file, jira }) => {
  await app.drop(summaries(file('all.xlsx'), keys));
  await app.review();
  await jira.switch({ latencyMs: 2000 });
  await app.button('Change 60 work items').click();
  await expect(app.frame.locator('.activity-numbers')).toHaveText(/^[1-9]\d* of 60/);
  await app.button('Stop').click();
  await jira.switch({ latencyMs: 0 });
  await expect(app.heading('Import stopped')).toBeFocused();
  const { Changed: changed, 'Not written': rest } = await app.counters();
  expect(changed).toBeGreaterThan(0);
  expect(changed).toBeLessThan(60);
  expect(rest).toBe(60 - changed);
  await expect(app.frame.getByText(`${rest} rows not written: the import stopped before.`)).toBeVisible();
  expect(await written(jira)).toHaveLength(changed);
});

test('a row that others changed meanwhile is not overwritten', async ({ app, file, jira }) => {
  await app.drop(summaries(file('two.xlsx'), ['DEMO-5', 'DEMO-6']));
  await app.review();
  await jira.call('PUT', '/rest/api/3/issue/DEMO-5', { fields: { summary: 'Changed by somebody else' } });
  await app.apply();
  expect(await app.counters()).toMatchObject({ Changed: 1, Failed: 1 });
  await app.counter('All rows').click();
  await expect(app.row(2)).toContainText('Changed by others');
  await expect(app.row(2)).toContainText('DEMO-5 was changed in Jira since the plan was made (Summary)');
  await expect(app.row(3)).toContainText('Done');
  expect((await jira.issue('DEMO-5')).fields.summary).toBe('Changed by somebody else');
  expect(await written(jira)).toEqual(['DEMO-6']);
});

test('a change by others to another field is no reason to stop', async ({ app, file, jira }) => {
  await app.drop(summaries(file('one.xlsx'), ['DEMO-5']));
  await app.review();
  await jira.call('PUT', '/rest/api/3/issue/DEMO-5', { fields: { labels: ['other'] } });
  await app.apply();
  expect(await app.counters()).toMatchObject({ Changed: 1, Failed: 0 });
  expect((await jira.issue('DEMO-5')).fields.labels).toEqual(['other']);
});

test('rows that fail are shown with the reason, and the others are written', async ({ app, file, jira }) => {
  const rows = [
    ['Key', 'Summary', 'Issue Type', 'Parent', 'Project'],
    ['DEMO-60', 'New summary of DEMO-60', null, null, null],
    ['DEMO-49', 'New summary of DEMO-49', null, null, null],
    [null, 'Under an epic that is gone', 'Task', 'DEMO-2', 'DEMO'],
    [null, 'A new task', 'Task', null, 'DEMO'],
  ];
  await app.drop(makeBook(file('rows.xlsx'), rows));
  await app.review();
  expect(await app.counters()).toMatchObject({ 'To create': 2, 'To change': 2, 'Held back': 0 });
  await jira.call('DELETE', '/rest/api/3/issue/DEMO-49');
  await jira.call('DELETE', '/rest/api/3/issue/DEMO-2?deleteSubtasks=true');
  await app.apply();
  expect(await app.counters()).toMatchObject({ Created: 1, Changed: 1, Failed: 2 });
  await expect(app.counter('Failed')).toHaveAttribute('aria-pressed', 'true');
  await expect(app.frame.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await expect(app.row(3)).toContainText('DEMO-49 is no longer there, or you may no longer see it.');
  await expect(app.row(4)).toContainText(/Jira refused: .*parent/i);
  expect(await written(jira)).toEqual(['DEMO-60']);
});

test('a storm of 429 is waited out, and shown as information', async ({ app, file, jira }) => {
  await app.drop(summaries(file('some.xlsx'), keys.slice(0, 20)));
  await app.review();
  await app.watch('.activity-pause');
  await jira.switch({ everyNth429: 5 });
  await app.apply();
  await jira.switch({ everyNth429: 0 });
  expect(await app.counters()).toMatchObject({ Changed: 20, Failed: 0 });
  expect((await app.watched())[0]).toMatch(/^Jira asked Rowport to slow down. It goes on by itself in /);
  expect((await jira.requests('PUT', '/rest/api/3/issue/{key}'))[429]).toBeGreaterThan(0);
  expect(await written(jira)).toHaveLength(20);
});

test('answers of 503 are tried again', async ({ app, file, jira }) => {
  await app.drop(summaries(file('some.xlsx'), keys.slice(0, 12)));
  await app.review();
  await jira.switch({ everyNth503: 4 });
  await app.apply();
  await jira.switch({ everyNth503: 0 });
  expect(await app.counters()).toMatchObject({ Changed: 12, Failed: 0 });
  expect(await written(jira)).toHaveLength(12);
});

test('a person who may not edit is told so before anything is sent', async ({ open, file, jira }) => {
  const app = await open({ role: 'viewer' });
  await app.drop(summaries(file('two.xlsx'), ['DEMO-5', 'DEMO-6']));
  await app.review();
  expect(await app.counters()).toMatchObject({ 'To change': 0, 'Held back': 2 });
  await app.counter('Held back').click();
  await expect(app.row(2)).toContainText('You may not edit this work item');
  expect(await written(jira)).toEqual([]);
});

test('an import whose user is signed out stops, and does the rest after signing in', async ({ open, file, jira }) => {
  const app = await open({ role: 'member' });
  await app.drop(summaries(file('all.xlsx'), keys.slice(0, 20)));
  await app.review();
  await jira.call('POST', '/sim/sign-out', { role: 'member', afterRequests: 12 });
  await app.apply();
  await expect(app.heading('Import stopped')).toBeFocused();
  const { Changed: changed, 'Not written': rest } = await app.counters();
  expect(changed).toBeLessThan(20);
  expect(rest).toBe(20 - changed);
  await expect(app.counter('Failed')).toHaveCount(0);
  await expect(app.frame.getByRole('note')).toContainText('Jira no longer accepts the sign-in');
  expect(await written(jira)).toHaveLength(changed);
  await jira.call('POST', '/sim/sign-in', { role: 'member' });
  await app.button('Apply what is left').click();
  await expect(app.heading('Import finished')).toBeVisible();
  expect(await written(jira)).toHaveLength(20);
});

test('leaving the page while Jira is changed is asked about', async ({ app, page, file, jira }) => {
  await app.drop(summaries(file('all.xlsx'), keys));
  await app.review();
  await jira.switch({ latencyMs: 2000 });
  await app.button('Change 60 work items').click();
  await app.button('Stop').waitFor();
  const [asked] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
  expect(asked.type()).toBe('beforeunload');
  await asked.dismiss();
  await app.button('Stop').click();
  await jira.switch({ latencyMs: 0 });
  await expect(app.heading('Import stopped')).toBeVisible();
});
