// Without its backend Rowport does all of its work, and keeps the history by itself.
import { editBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

test.use({ site: { backend: false } });

test('everything works without the backend, and the browser keeps the history', async ({ app, exported, file, jira }) => {
  const changes = [{ key: 'DEMO-5', values: { Summary: 'Without a backend' } }];
  editBook(await exported(), file('edited.xlsx'), { changes });
  await app.drop(file('edited.xlsx'));
  await app.review();
  await app.apply();
  expect(await app.counters()).toMatchObject({ Changed: 1, Failed: 0 });
  expect((await jira.issue('DEMO-5')).fields.summary).toBe('Without a backend');
  await app.tab('History');
  await expect(app.frame.getByText('The job history is not available at the moment. These jobs are kept in this browser.')).toBeVisible();
  const jobs = app.frame.getByRole('region', { name: 'Your jobs' }).getByRole('row');
  await expect(jobs).toHaveCount(3);
  await expect(jobs.nth(1)).toContainText('1 changed');
  await expect(jobs.nth(2)).toContainText('exported');
  await expect(app.failure).toHaveCount(0);
});
