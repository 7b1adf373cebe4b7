// The history of jobs: counts and times, newest first.
import { makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

/** The rows of the history, its header first; none where there is no job. */
async function listed(app) {
  await app.tab('History');
  const jobs = app.frame.getByRole('region', { name: 'Your jobs' });
  await expect(jobs.getByRole('row').first().or(app.frame.getByText('No jobs yet.'))).toBeVisible();
  return jobs.getByRole('row').allTextContents();
}

test('exports and imports are listed with their counts', async ({ app, file }) => {
  await app.export();
  await app.drop(makeBook(file('edited.xlsx'), [
    ['Key', 'Summary', 'Issue Type', 'Project', 'Priority'],
    ['DEMO-5', 'New', null, null, null],
    ['DEMO-6', null, null, null, 'Urgent!'],
    ['DEMO-7', null, null, null, null],
    [null, 'One more', 'Task', 'DEMO', null],
  ]));
  await app.review();
  await app.apply();
  await app.tab('History');
  const rows = app.frame.getByRole('region', { name: 'Your jobs' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('Import');
  await expect(rows.nth(1)).toContainText('Done');
  await expect(rows.nth(1)).toContainText('1 created, 1 changed');
  await expect(rows.nth(1)).toContainText('1 not written');
  await expect(rows.nth(2)).toContainText('Export');
  await expect(rows.nth(2)).toContainText('60 exported');
});

test('a job that was stopped is listed as such', async ({ app, jira }) => {
  await app.button(/^Export about/).waitFor();
  await jira.switch({ latencyMs: 10_000 });
  await app.button(/^Export about/).click();
  await app.button('Cancel').click();
  await expect(app.failure).toContainText('Stopped, as you asked.');
  await jira.switch({ latencyMs: 0 });
  await app.tab('History');
  const row = app.frame.getByRole('region', { name: 'Your jobs' }).getByRole('row').nth(1);
  await expect(row).toContainText('Export');
  await expect(row).toContainText('Cancelled');
});

test('each person sees their own jobs', async ({ open }) => {
  const before = await listed(await open({ role: 'member' }));
  const admin = await open();
  await admin.export();
  expect((await listed(admin))[1]).toContain('Export');
  expect(await listed(await open({ role: 'member' }))).toEqual(before);
});
