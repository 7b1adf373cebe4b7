// A workbook is exported, edited by a program that is not ours, and imported.
import { day, editBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

/** Fields that the edits below need beside the first columns. */
async function addStoryPoints(app) {
  await app.unfold('Columns');
  await app.frame.getByLabel('Add a column').fill('story points');
  await app.button('Add Story Points').click();
}

test('edited cells are shown old → new, applied, and in Jira', async ({ app, exported, file, jira }) => {
  await addStoryPoints(app);
  const changes = [
    { key: 'DEMO-5', values: { Summary: 'Upload of huge files', 'Due date': day('2027-03-01') } },
    { key: 'DEMO-6', values: { Labels: 'backend neu-größe', Priority: 'Highest' } },
    { key: 'DEMO-7', values: { Assignee: 'Noah Becker', Components: 'API\nMobile' } },
    { key: 'DEMO-2', values: { Status: 'In Progress', 'Story Points': 21 } },
    { key: 'DEMO-11', values: { 'Due date': null } },
  ];
  const { rows } = editBook(await exported(), file('edited.xlsx'), { changes });
  await app.drop(file('edited.xlsx'));
  await app.review();
  expect(await app.counters()).toMatchObject({ 'To change': 5, 'To create': 0, 'Held back': 0 });
  const summary = app.row(rows['DEMO-5']);
  await expect(summary.locator('.why')).toHaveText('Summary, Due date');
  await expect(summary.locator('del')).toHaveText(
    ['Was Add upload of large files for guests', 'Was 2026-10-28'],
  );
  await expect(summary.locator('ins')).toHaveText(['Will be Upload of huge files', 'Will be 2027-03-01']);
  await expect(app.row(rows['DEMO-11']).locator('ins')).toHaveText(/\(empty\)$/);
  await app.apply();
  await expect(app.heading('Import finished')).toBeFocused();
  expect(await app.counters()).toMatchObject({ Changed: 5, Failed: 0, Unchanged: 55 });

  const fields = async (key) => (await jira.issue(key)).fields;
  expect(await fields('DEMO-5')).toMatchObject({ summary: 'Upload of huge files', duedate: '2027-03-01' });
  const six = await fields('DEMO-6');
  expect([six.labels.sort(), six.priority.name]).toEqual([['backend', 'neu-größe'], 'Highest']);
  const seven = await fields('DEMO-7');
  expect(seven.assignee.displayName).toBe('Noah Becker');
  expect(seven.components.map((component) => component.name).sort()).toEqual(['API', 'Mobile']);
  const two = await fields('DEMO-2');
  expect([two.status.name, two.customfield_10016]).toEqual(['In Progress', 21]);
  expect((await fields('DEMO-11')).duedate).toBeNull();
});

test('new rows find their parents, in any order', async ({ app, exported, file, jira }) => {
  const rows = [
    { Summary: 'Child of the new story', 'Issue Type': 'Sub-task', Parent: '#story' },
    { Summary: 'Story under the new epic', 'Issue Type': 'Story', Parent: '#epic' },
    { Summary: 'Task under an old epic', 'Issue Type': 'Task', Parent: 'DEMO-3', Assignee: 'Emma Rossi' },
    { Summary: 'The new epic', 'Issue Type': 'Epic', Status: 'In Progress' },
  ];
  await addRowIds(await exported(), file('edited.xlsx'), rows, ['', '#story', '', '#epic']);
  await app.drop(file('edited.xlsx'));
  await app.match();
  await app.field('Row ID').selectOption('Row ID of this file (for parents)');
  await app.plan();
  expect(await app.counters()).toMatchObject({ 'To create': 4, 'To change': 0, 'Held back': 0 });
  await app.apply();
  expect(await app.counters()).toMatchObject({ Created: 4, Failed: 0 });

  const created = await jira.search('project = DEMO AND key > DEMO-60', ['summary', 'parent', 'status', 'assignee']);
  const by = Object.fromEntries(created.map((issue) => [issue.fields.summary, issue]));
  const parent = (summary) => by[summary].fields.parent?.key;
  expect(parent('Child of the new story')).toBe(by['Story under the new epic'].key);
  expect(parent('Story under the new epic')).toBe(by['The new epic'].key);
  expect(parent('Task under an old epic')).toBe('DEMO-3');
  expect(by['The new epic'].fields.status.name).toBe('In Progress');
  expect(by['Task under an old epic'].fields.assignee.displayName).toBe('Emma Rossi');
});

/** Adds rows and a column with the file's own IDs. */
async function addRowIds(source, target, rows, ids) {
  const named = rows.map((row, at) => ({ ...row, 'Row ID': ids[at] || null }));
  editBook(source, target, { rows: named, columns: ['Row ID'] });
}

test('a created row links to its work item', async ({ app, exported, file, page }) => {
  const rows = [{ Summary: 'Made in the workbook', 'Issue Type': 'Task' }];
  const { last } = editBook(await exported(), file('edited.xlsx'), { rows });
  await app.drop(file('edited.xlsx'));
  await app.review();
  await expect(app.row(last)).toContainText('new Made in the workbook');
  await app.apply();
  await app.counter('Created').click();
  const link = app.row(last).getByRole('link', { name: 'DEMO-61' });
  const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await expect(tab).toHaveTitle(/Made in the workbook/);
});

test('a file that is imported twice creates its rows once', async ({ app, exported, file, jira }) => {
  const rows = [{ Summary: 'Made once', 'Issue Type': 'Task' }];
  editBook(await exported(), file('edited.xlsx'), { rows });
  await app.drop(file('edited.xlsx'));
  await app.review();
  await app.apply();
  await app.button('Import another file').click();
  await app.drop(file('edited.xlsx'));
  await app.review();
  await expect(app.frame.getByText('Jira already has everything that this file says.')).toBeVisible();
  expect(await app.counters()).toMatchObject({ 'To create': 0, 'To change': 0, Unchanged: 61 });
  expect(await jira.search('project = DEMO AND summary ~ "Made once"', ['key'])).toHaveLength(1);
});

test('the counters filter the table', async ({ app, exported, file }) => {
  const changes = ['DEMO-5', 'DEMO-50'].map((key) => ({ key, values: { Summary: `New ${key}` } }));
  const rows = [{ Summary: 'One more', 'Issue Type': 'Task' }];
  editBook(await exported(), file('edited.xlsx'), { changes, rows });
  await app.drop(file('edited.xlsx'));
  await app.review();
  const grid = app.frame.getByRole('grid');
  await expect(app.counter('To review')).toHaveAttribute('aria-pressed', 'true');
  for (const [label, count] of Object.entries({
    'To review': 3,
    'To change': 2, 'To create': 1, Unchanged: 58, 'Held back': 0, 'All rows': 61,
  })) {
    await app.counter(label).click();
    await expect(app.counter(label)).toHaveAttribute('aria-pressed', 'true');
    await expect(grid).toHaveAttribute('aria-rowcount', `${count + 1}`);
  }
  await app.counter('Held back').click();
  await expect(app.frame.getByText('No rows here.')).toBeVisible();
});

test('a row shows all of its changes', async ({ app, exported, file }) => {
  const values = { Summary: 'Migrate rate limiting, part three', Description: 'One line.' };
  const { rows } = editBook(await exported(), file('edited.xlsx'), { changes: [{ key: 'DEMO-15', values }] });
  await app.drop(file('edited.xlsx'));
  await app.review();
  await app.counter('To change').click();
  await app.row(rows['DEMO-15']).click();
  const details = app.frame.locator('.details');
  await expect(details).toContainText(`Row ${rows['DEMO-15']}`);
  await expect(details.locator('mark').first()).toBeVisible();
  await expect(details).toContainText('One line.');
});
