// Rows that look like those imported before: one question, one answer for all or row by row.
import { makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

const header = ['Summary', 'Issue Type', 'Project', 'Description'];
const names = ['Clear the shelves', 'Count the stock', 'Order what is missing'];
const others = ['Paint the door', 'Oil the hinges', 'Wash the windows', 'Sweep the yard', 'Mow the lawn', 'Cut the hedge'];
const rowsOf = (some, note) => some.map((name) => [name, 'Task', 'DEMO', note]);

const panel = (app) => app.frame.getByRole('region', { name: 'Imported before?' });
const details = (app) => app.frame.locator('.details');
const status = (app, text) => app.frame.getByRole('status').filter({ hasText: text });

/** The work items that the rows of the list have become. */
async function made(jira) {
  const issues = await jira.search('project = DEMO', ['summary']);
  return issues.filter(({ fields }) => names.includes(fields.summary));
}

/** Imports a list, and drops another file that has its rows among others, more than a day later. */
async function dropAgain({ app, file, jira }, note = 'As every month') {
  await app.drop(makeBook(file('list.xlsx'), [header, ...rowsOf(names, 'As every month')]));
  await app.review();
  await app.apply();
  await expect(app.heading('Import finished')).toBeVisible();
  await jira.call('POST', '/sim/clock', { advanceMs: 26 * 3_600_000 });
  await app.button('Import another file').click();
  await app.drop(makeBook(file('other.xlsx'), [header, ...rowsOf(names, note), ...rowsOf(others, 'Once')]));
  await app.review();
}

test('nothing of rows imported before is written until it is answered', async ({ app, file, jira }) => {
  await dropAgain({ app, file, jira });
  await expect(panel(app)).toContainText(/These 3 rows look like those imported on .* by /);
  expect(await app.counters()).toMatchObject({ 'To create': 6, 'To change': 0, 'Held back': 3, 'Imported before?': 3 });
  await app.apply();
  await expect(app.heading('Import finished with 3 rows held back')).toBeVisible();
  expect(await made(jira)).toHaveLength(3);
});

test('one press creates all of them anew', async ({ app, file, jira }) => {
  await dropAgain({ app, file, jira });
  await app.button('Create new work items').click();
  await expect(app.button('Create new work items')).toHaveAttribute('aria-pressed', 'true');
  await expect(status(app, 'All rows that look imported before: creates a new work item. 0 undecided rows left.')).toHaveCount(1);
  await app.apply();
  expect(await app.counters()).toMatchObject({ Created: 9 });
  expect(await made(jira)).toHaveLength(6);
});

test('a list that was created anew once is proposed to be created anew', async ({ app, file, jira }) => {
  await dropAgain({ app, file, jira });
  await app.button('Create new work items').click();
  await app.apply();
  await expect(app.heading('Import finished')).toBeVisible();
  await jira.call('POST', '/sim/clock', { advanceMs: 30 * 24 * 3_600_000 });
  await app.button('Import another file').click();
  await app.drop(makeBook(file('third.xlsx'), [header, ...rowsOf(names, 'As every month')]));
  await app.review();
  await expect(panel(app)).toContainText('As last time, new work items are created.');
  await expect(app.button('Create new work items')).toHaveAttribute('aria-pressed', 'true');
  expect(await app.counters()).toMatchObject({ 'To create': 3, 'Imported before?': 3 });
  await app.button('Decide later').click();
  expect(await app.counters()).toMatchObject({ 'To create': 0, 'Held back': 3 });
});

test('a row that is known for sure is created once more only by its own answer', async ({ app, file, jira }) => {
  await app.drop(makeBook(file('list.xlsx'), [header, ...rowsOf(names, 'As every month')]));
  await app.review();
  await app.apply();
  await app.button('Import another file').click();
  await app.drop(makeBook(file('again.xlsx'), [header, ...rowsOf(names, 'As every month')]));
  await app.review();
  await expect(panel(app)).toHaveCount(0);
  await app.counter('All rows').click();
  await app.row(2).click();
  await expect(details(app).getByRole('radio', { name: /^Update DEMO-\d+: Clear the shelves/ })).toBeChecked();
  await details(app).getByRole('radio', { name: 'Create a new work item' }).check();
  await expect(app.button('Create 1 work item')).toBeEnabled();
  await app.apply();
  expect(await made(jira)).toHaveLength(4);
});

test('one press updates all of them', async ({ app, file, jira }) => {
  await dropAgain({ app, file, jira }, 'As in a new month');
  await app.button('Update those work items').click();
  await expect(panel(app)).toContainText('3 update a work item, 0 create a new one, 0 not decided');
  await app.apply();
  expect(await app.counters()).toMatchObject({ Created: 6, Changed: 3 });
  expect(await made(jira)).toHaveLength(3);
});

test('rows are decided one by one, by the keyboard', async ({ app, page, file, jira }) => {
  await dropAgain({ app, file, jira }, 'As in a new month');
  await app.button('Choose row by row').focus();
  await page.keyboard.press('Enter');
  await expect(app.frame.getByRole('grid')).toHaveAttribute('aria-rowcount', '4');
  await app.frame.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await expect(details(app)).toContainText('Row 2');
  const update = details(app).getByRole('radio', { name: /^Update DEMO-\d+: Clear the shelves/ });
  const fresh = details(app).getByRole('radio', { name: 'Create a new work item' });
  await expect(details(app).getByRole('radio', { name: 'Decide later: hold it back' })).toBeChecked();
  await update.first().focus();
  await page.keyboard.press('Space');
  await expect(update.first()).toBeChecked();
  await expect(status(app, 'Row 2: updates the work item. 2 undecided rows left.')).toHaveCount(1);
  await app.row(3).click();
  await fresh.check();
  await expect(panel(app)).toContainText('1 update a work item, 1 create a new one, 1 not decided');
  await expect(app.button('Create 7 and change 1 work item')).toBeEnabled();
  expect(await app.audit()).toEqual([]);
  await app.apply();
  await expect(app.heading('Import finished with 1 row held back')).toBeVisible();
  expect(await made(jira)).toHaveLength(4);
});

test('the question fits into a narrow panel', async ({ app, page, file, jira }) => {
  await dropAgain({ app, file, jira });
  await page.setViewportSize({ width: 700, height: 450 });
  await app.row(2).click();
  const over = await app.frame.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
  expect(over).toBe(0);
});
