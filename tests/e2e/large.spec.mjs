// Thousands of rows: the table is there to its end, and only what changed is written.
import { writeFileSync } from 'node:fs';
import { expect, test } from '../support/fixtures.mjs';

test.use({ site: { issues: 5000 } });

test('a file of 5,000 rows is looked through and applied', async ({ app, page, file, jira }) => {
  const issues = await jira.search('project = DEMO ORDER BY key', ['summary']);
  expect(issues).toHaveLength(5000);
  const changed = new Set([1, 2500, 4999]);
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const lines = issues.map(({ key, fields }, at) =>
    `${key},${quoted(changed.has(at) ? `Changed ${at}` : fields.summary)}`);
  writeFileSync(file('large.csv'), ['Key,Summary', ...lines].join('\n'));
  await app.drop(file('large.csv'));
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 5000, 'To change': 3, Unchanged: 4997 });

  const grid = app.frame.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '4');
  await app.counter('All rows').click();
  await expect(grid).toHaveAttribute('aria-rowcount', '5001');
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(app.row('5,001')).toContainText('Changed 4999');
  await page.keyboard.press('Control+Home');
  await expect(app.row(3)).toContainText('Changed 1');
  await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await expect(app.row('2,502')).toContainText('Changed 2500');
  expect(await grid.getByRole('row').count()).toBeLessThan(100);
  await app.counter('To change').click();
  await expect(grid).toHaveAttribute('aria-rowcount', '4');
  await app.apply();
  expect(await app.counters()).toMatchObject({ Changed: 3, Failed: 0, Unchanged: 4997 });
  const found = await jira.search('project = DEMO AND summary ~ "Changed"', ['summary']);
  expect(found.filter(({ fields }) => /^Changed \d+$/.test(fields.summary))).toHaveLength(3);
});
