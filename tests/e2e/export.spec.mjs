// What is exported: the query, the columns and the format.
import { readFileSync } from 'node:fs';
import { readBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

/** What is said under the query. */
const judgement = (app) => app.frame.locator('#jql-judgement');

test('the number of work items follows the query', async ({ app }) => {
  await expect(judgement(app)).toHaveText('About 60 work items found.');
  await app.jql.fill('project = TEAM');
  await expect(judgement(app)).toHaveText('About 25 work items found.');
  await app.jql.fill('project = DEMO AND issuetype = Epic');
  await expect(app.button('Export about 3 work items')).toBeEnabled();
  await app.jql.fill('project = DEMO AND summary ~ nothingofthekind');
  await expect(judgement(app)).toHaveText('Nothing is found by this query.');
});

test('an error in the query is told in Jira’s words', async ({ app }) => {
  await app.jql.fill('project = DEMO AND statsu = Done');
  await expect(judgement(app)).toContainText("Field 'statsu' does not exist");
  await expect(app.jql).toHaveAttribute('aria-invalid', 'true');
  await expect(app.button('Export', { exact: true })).toBeDisabled();
});

test('a query without a restriction is refused before it is sent', async ({ app }) => {
  await app.jql.fill('ORDER BY created');
  await expect(judgement(app)).toContainText('Unbounded JQL queries are not allowed here');
  await expect(app.button('Export', { exact: true })).toBeDisabled();
});

test('columns are added, moved and removed by the mouse', async ({ app, exported }) => {
  await app.unfold('Columns');
  await app.button('Remove Reporter').click();
  await app.button('Move Priority up').click();
  await app.frame.getByLabel('Add a column').fill('story');
  await app.button('Add Story Points').click();
  const columns = await app.columns.allTextContents();
  expect(columns).not.toContain('Reporter');
  expect(columns.indexOf('Status') - columns.indexOf('Priority')).toBe(1);
  expect(columns.at(-1)).toBe('Story Points');
  const { header, rows } = readBook(await exported());
  expect(header).toEqual(['Key', ...columns]);
  expect(rows[0]).toMatchObject({ Key: 'DEMO-1', 'Story Points': 8 });
});

test('columns are added, moved and removed by the keyboard', async ({ app, page, exported }) => {
  await app.unfold('Columns');
  await app.frame.getByLabel('Add a column').focus();
  await page.keyboard.type('budget');
  await page.keyboard.press('Tab');
  await expect(app.button('Add Budget')).toBeFocused();
  await page.keyboard.press('Enter');
  for (const key of ['Space', 'Enter']) {
    await app.button('Move Budget up').focus();
    await page.keyboard.press(key);
  }
  await app.button('Remove Summary').focus();
  await page.keyboard.press('Enter');
  const columns = await app.columns.allTextContents();
  expect(columns.indexOf('Budget')).toBe(columns.length - 3);
  expect(columns).not.toContain('Summary');
  expect(readBook(await exported()).header).toEqual(['Key', ...columns]);
});

test('a column that is moved keeps the focus', async ({ app, page }) => {
  await app.unfold('Columns');
  await app.button('Move Assignee up').focus();
  await page.keyboard.press('Space');
  await expect(app.button('Move Assignee up')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(app.columns.nth(4)).toHaveText('Assignee');
});

test('a work item is one row, with typed cells', async ({ app, exported }) => {
  await app.unfold('Columns');
  await app.frame.getByLabel('Add a column').fill('story points');
  await app.button('Add Story Points').click();
  const { rows } = readBook(await exported({ jql: 'key in (DEMO-5, DEMO-34)' }));
  expect(rows).toHaveLength(2);
  const row = rows.find((entry) => entry.Key === 'DEMO-5');
  expect(row).toMatchObject({
    Summary: 'Add upload of large files for guests', 'Due date': { date: '2026-10-28' },
    'Story Points': 2, Parent: 'DEMO-1',
  });
  const formula = rows.find((entry) => entry.Key === 'DEMO-34');
  expect(formula.Summary).toBe('=SUM(A1:A3) shows up as text');
});

test('a CSV file is exported in UTF-8 and without formulas', async ({ exported }) => {
  const text = readFileSync(await exported({ format: /CSV/ }), 'utf8');
  expect(text.startsWith('\u{feff}Key,')).toBe(true);
  expect(text).toContain('修正 password reset');
  expect(text).toContain("'=SUM(A1:A3) shows up as text");
});

test('the file can be downloaded again', async ({ app, page }) => {
  const first = await app.export();
  const again = app.frame.getByRole('link', { name: 'Download again' });
  const [second] = await Promise.all([page.waitForEvent('download'), again.click()]);
  expect(second.suggestedFilename()).toBe(first.suggestedFilename());
  await app.button('Export something else').click();
  await expect(app.heading('Export work items')).toBeVisible();
});

test('an export that is cancelled leaves the app usable', async ({ app, jira }) => {
  const button = app.button(/^Export about/);
  await button.waitFor();
  await jira.switch({ latencyMs: 10_000 });
  await button.click();
  await app.button('Cancel').click();
  await expect(app.failure).toContainText('Stopped, as you asked.');
  await jira.switch({ latencyMs: 0 });
  await app.jql.fill('project = DEMO AND issuetype = Epic');
  await app.export();
  await expect(app.heading('Exported 3 work items')).toBeVisible();
});

test('the form says what is chosen without being unfolded', async ({ app, page }) => {
  const now = (title) => app.part(title).locator('.fold-now');
  await expect(now('Columns')).toHaveText('18 columns: Key, Issue Type, Summary, Description, Status…');
  await expect(now('Further sheets')).toHaveText('None');
  await app.part('Columns').locator('summary').focus();
  await page.keyboard.press('Tab');
  await expect(app.part('Further sheets').locator('summary')).toBeFocused();
  await page.keyboard.press('Enter');
  await app.frame.getByRole('checkbox', { name: 'Comments' }).check();
  await app.frame.getByRole('checkbox', { name: 'Watchers' }).check();
  await expect(now('Further sheets')).toHaveText('Comments, Watchers');
  await app.format(/CSV/).check();
  await expect(app.part('Workbook options')).toHaveCount(0);
  await expect(now('Columns')).toBeVisible();
});

test('the keyboard stays where an export began, was stopped, and ended', async ({ app, page, jira }) => {
  const button = app.button('Export about 60 work items');
  await jira.switch({ latencyMs: 1500 });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(app.button('Cancel')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button).toBeFocused();
  await expect(app.failure).toContainText('Stopped, as you asked.');
  await jira.switch({ latencyMs: 0 });
  await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await expect(app.heading('Exported 60 work items')).toBeFocused();
});
