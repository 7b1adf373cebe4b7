// Without its backend Rowport does all of its work, and says what is missing.
import { editBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

test.use({ site: { backend: false } });

test('everything but the history works without the backend', async ({ app, exported, file, jira }) => {
  const changes = [{ key: 'DEMO-5', values: { Summary: 'Without a backend' } }];
  editBook(await exported(), file('edited.xlsx'), { changes });
  await app.drop(file('edited.xlsx'));
  await app.review();
  await app.apply();
  expect(await app.counters()).toMatchObject({ Changed: 1, Failed: 0 });
  expect((await jira.issue('DEMO-5')).fields.summary).toBe('Without a backend');
  await app.tab('History');
  await expect(app.frame.getByText('The job history is not available at the moment. Everything else works.')).toBeVisible();
  await expect(app.failure).toHaveCount(0);
});
