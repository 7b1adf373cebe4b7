// What the review opens on, what it keeps, and what its words and rows are called.
import { makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

const keys = Array.from({ length: 60 }, (_, at) => `DEMO-${at + 1}`);
const details = (app) => app.frame.locator('.details');

/**
 * A workbook that repeats what Jira has, but for some summaries. One of the sixty is left out: openpyxl takes its title
 * for a formula.
 */
async function mostlySame(path, jira, changed) {
  const issues = await jira.search(`key in (${keys}) ORDER BY key`, ['summary']);
  const rows = issues.filter(({ fields }) => !fields.summary.startsWith('=')).map(({ key, fields }) => [key, changed[key] ?? fields.summary]);
  return makeBook(path, [['Key', 'Summary'], ...rows]);
}

test('the review opens on what changes and what is wrong', async ({ app, file, jira }) => {
  await app.drop(await mostlySame(file('most.xlsx'), jira, { 'DEMO-30': 'Another title', 'DEMO-31': 'x'.repeat(300) }));
  await app.review();
  await expect(app.counter('To review')).toHaveAttribute('aria-pressed', 'true');
  expect(await app.counters()).toMatchObject({ 'To review': 2, 'All rows': 59, Unchanged: 57 });
  const grid = app.frame.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await expect(grid).toContainText('Another title');
  await expect(grid).toContainText('Held back');
  await app.counter('Unchanged').click();
  await expect(grid).toHaveAttribute('aria-rowcount', '58');
});

test('a review with nothing to do says so', async ({ app, file, jira }) => {
  await app.drop(await mostlySame(file('same.xlsx'), jira, {}));
  await app.review();
  await expect(app.frame.getByText('There is nothing to do.')).toBeVisible();
  await expect(app.frame.getByText('No row changes anything, and none has an error or a warning.')).toBeVisible();
  await app.counter('All rows').click();
  await expect(app.frame.getByRole('grid')).toHaveAttribute('aria-rowcount', '60');
});

test('Compare again stays where it was', async ({ app, page, file, jira }) => {
  await app.drop(makeBook(file('all.xlsx'), [['Key', 'Summary'], ...keys.map((key) => [key, `New ${key}`])]));
  await app.review();
  await app.counter('To change').click();
  const grid = app.frame.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '61');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('PageDown');
  const row = grid.locator('[aria-selected=true]');
  const chosen = await row.locator('.issue-link').textContent();
  const place = async () => (await row.boundingBox()).y - (await grid.boundingBox()).y;
  const before = await place();

  // A row above the active one is as the file says by now.
  await jira.call('PUT', '/rest/api/3/issue/DEMO-1', { fields: { summary: 'New DEMO-1' } });
  await app.button('Compare again').focus();
  await page.keyboard.press('Enter');
  await expect(app.frame.getByText('Compared again: this is what the import would do now.')).toBeVisible();
  await expect(app.button('Compare again')).toBeFocused();
  await expect(app.counter('To change')).toHaveAttribute('aria-pressed', 'true');
  await expect(grid).toHaveAttribute('aria-rowcount', '60');
  await expect(row.locator('.issue-link')).toHaveText(chosen);
  await expect.poll(place).toBeCloseTo(before, 0);
  await expect(details(app)).toContainText(`New ${chosen}`);
  await expect(app.button('Change 59 work items')).toBeEnabled();
});

test('a comparison that is stopped leaves the plan as it was', async ({ app, file, jira }) => {
  await app.drop(makeBook(file('all.xlsx'), [['Key', 'Summary'], ...keys.map((key) => [key, `New ${key}`])]));
  await app.review();
  await jira.switch({ latencyMs: 3000 });
  await app.button('Compare again').click();
  await app.button('Cancel').click();
  await jira.switch({ latencyMs: 0 });
  await expect(app.frame.getByText('Stopped, as you asked.')).toBeVisible();
  await expect(app.button('Compare again')).toBeFocused();
  await expect(app.frame.getByRole('grid')).toHaveAttribute('aria-rowcount', '61');
  await app.apply();
  expect(await app.counters()).toMatchObject({ Changed: 60, Failed: 0 });
});

test('a row that is named by number has the title and the key of its work item', async ({ app, file, jira }) => {
  const { id, fields } = await jira.issue('DEMO-5');
  const other = await jira.issue('DEMO-6');
  await app.drop(makeBook(file('ids.xlsx'), [['Issue id', 'Due date'], [Number(id), '2027-03-01'], [Number(other.id), '2027-03-02']]));
  await app.match();
  await app.field('Issue id').selectOption('Key');
  await app.plan();
  const row = app.row(2).locator('.item');
  await expect(row).toContainText(`${id} → DEMO-5 ${fields.summary}`);
  await app.row(2).click();
  await expect(details(app)).toContainText(`The file names it by Jira’s number ${id}; its key is DEMO-5.`);
  await expect(details(app)).toContainText(fields.summary);
  await app.apply();
  await app.counter('All rows').click();
  await expect(row).toContainText(`${id} → DEMO-5 ${fields.summary}`);
});

test('a row whose key Jira does not have keeps that key', async ({ app, file }) => {
  await app.drop(makeBook(file('gone.xlsx'), [['Key', 'Summary'], ['DEMO-9999', 'Not there'], ['DEMO-5', 'There']]));
  await app.review();
  await expect(app.row(2).locator('.item')).toContainText('DEMO-9999 Not there');
  await app.row(2).click();
  await expect(details(app)).toContainText('The file names it DEMO-9999.');
});

test('the words are explained where they are first seen', async ({ app, file }) => {
  await app.drop(makeBook(file('words.xlsx'), [['Key', 'Summary', 'Remark'], ['DEMO-5', 'x'.repeat(300), 'r'], ['DEMO-6', 'Fine', 'r']]));
  const words = app.frame.locator('details.words');
  const open = async () => {
    await words.getByText('What these words mean').click();
    return words.locator('dt').allTextContents();
  };
  await app.match();
  expect(await open()).toEqual(['Finding', 'Not imported']);
  await app.plan();
  expect(await open()).toEqual(['To review', 'Held back', 'Finding', 'Not imported']);
  await app.apply();
  expect(await open()).toEqual(['Held back', 'Not written', 'Finding']);
  await expect(words).toContainText('It was to be written and is not in Jira');
});
