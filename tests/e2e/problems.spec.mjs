// Each check of a file: its finding, its row, what to do, and that the good rows can be applied.
import { makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

/** A good row, which must be applied whatever is wrong with the others. */
const GOOD = { Key: 'DEMO-60', Summary: 'A good row' };

/** What is wrong with a row, and what the page says of it. */
const PROBLEMS = [
  {
    name: 'a missing summary',
    row: { 'Issue Type': 'Task', Project: 'DEMO' },
    text: 'The summary is empty.', fix: 'Fill it in.',
  },
  {
    name: 'a summary that is too long',
    row: { Key: 'DEMO-5', Summary: 'x'.repeat(256) },
    text: 'The summary has 256 characters; Jira holds 255.', fix: 'Shorten it',
  },
  {
    name: 'a summary with a line break',
    row: { Key: 'DEMO-5', Summary: 'two\nlines' },
    text: 'The summary has a line break.', fix: 'Put it on one line.',
  },
  {
    name: 'an unknown work type',
    row: { Summary: 'New', 'Issue Type': 'Saga', Project: 'DEMO' },
    text: 'no work type “Saga”', fix: 'Epic',
  },
  {
    name: 'an unknown priority',
    row: { Key: 'DEMO-5', Priority: 'Urgent!' },
    text: 'There is no priority “Urgent!”.', fix: 'Use one of: Highest',
  },
  {
    name: 'something that is no date',
    row: { Key: 'DEMO-5', 'Due date': 'soonish' },
    text: '“soonish” is not a date.', fix: '2026-12-31',
  },
  {
    name: 'something that is no number',
    row: { Key: 'DEMO-5', 'Story Points': 'many' },
    text: '“many” is not a number.', fix: 'digits only',
  },
  {
    name: 'an unknown option',
    row: { Key: 'DEMO-5', 'Severity (customfield_10033)': 'Apocalyptic' },
    text: 'has no option “Apocalyptic”', fix: 'Use one of:',
  },
  {
    name: 'an unknown person',
    row: { Key: 'DEMO-5', Assignee: 'Nobody Nowhere' },
    text: 'Nobody you may see is called “Nobody Nowhere”.', fix: 'account ID',
  },
  {
    name: 'a name that two people have',
    row: { Key: 'DEMO-5', Assignee: 'Anna Schmidt' },
    text: 'Several people are called “Anna Schmidt”.', fix: 'Name <account ID>',
  },
  {
    name: 'a key that is there twice',
    row: { Key: 'DEMO-60', Summary: 'Again' },
    text: 'DEMO-60 is also in row', fix: 'Keep one of the rows.',both: true,
  },
  {
    name: 'a key that is not found',
    row: { Key: 'DEMO-9999', Summary: 'Not there' },
    text: "DEMO-9999 does not exist, or you can't see it.", fix: 'Correct the key',
  },
];

/** A workbook of these rows under the headers they have. */
function book(path, rows) {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return makeBook(path, [header, ...rows.map((row) => header.map((name) => row[name] ?? null))]);
}

for (const { name, row, text, fix, both } of PROBLEMS) {
  test(`${name} is found`, async ({ app, file, jira }) => {
    await app.drop(book(file('problem.xlsx'), [GOOD, row]));
    await app.review();
    const finding = app.finding(text);
    await expect(finding).toContainText(both ? '(2 rows)' : '(1 row)');
    await expect(app.frame.getByRole('region', { name: 'Show rows with a finding' })).toContainText(fix);
    await finding.click();
    await expect(app.row(3)).toContainText('Held back');
    await app.row(3).click();
    await expect(app.frame.locator('.details')).toContainText(text);
    await expect(app.frame.locator('.details')).toContainText(fix);
    if (both) return;
    await expect(app.row(2)).toHaveCount(0);
    expect(await app.counters()).toMatchObject({ 'To change': 1, 'Held back': 1 });
    await app.apply();
    expect(await app.counters()).toMatchObject({ Changed: 1, Failed: 0, 'Held back': 1 });
    await expect(app.frame.getByText('Held back: 1 row.')).toBeVisible();
    expect((await jira.issue('DEMO-60')).fields.summary).toBe('A good row');
  });
}

test('findings of many kinds filter the table, each by itself', async ({ app, file }) => {
  const rows = PROBLEMS.slice(0, 6).map((problem) => problem.row).map((row, at) =>
    row.Key ? { ...row, Key: `DEMO-${at + 10}` } : row);
  await app.drop(book(file('problems.xlsx'), [GOOD, ...rows, { Key: 'DEMO-20', Priority: 'Urgent!' }]));
  await app.review();
  const grid = app.frame.getByRole('grid');
  await app.finding('Urgent!').click();
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await app.finding('soonish').click();
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await app.finding('soonish').click();
  await expect(grid).toHaveAttribute('aria-rowcount', '9');
});

test('a finding that differs from row to row is shown as an example', async ({ app, file }) => {
  await app.drop(book(file('options.xlsx'), [
    { Key: 'DEMO-5', Platforms: 'Amiga' }, { Key: 'DEMO-6', Region: 'Atlantis' }, { Key: 'DEMO-7', Priority: 'Urgent!' },
  ]));
  await app.review();
  await expect(app.finding(/^Error\s*For example: .* has no option “(Amiga|Atlantis)”\. \(2 rows\)$/)).toBeVisible();
  await expect(app.finding('There is no priority “Urgent!”. (1 row)')).not.toContainText('For example');
});

test('a file without a column for the summary says so', async ({ app, file }) => {
  await app.drop(makeBook(file('cards.xlsx'), [['Card', 'Labels'], ['Fix the login', 'urgent'], ['Write docs', 'docs']]));
  await app.review();
  await expect(app.finding('A new work item needs a summary, and no column is matched with it. (2 rows)')).toBeVisible();
  await app.back();
  await app.field('Card').selectOption('Summary');
  await app.plan();
  expect(await app.counters()).toMatchObject({ 'To create': 2, 'Held back': 0 });
});

test('a table without rows is no success', async ({ app, file }) => {
  await app.drop(makeBook(file('headers.xlsx'), [['Key', 'Summary']]));
  await app.review();
  await expect(app.frame.getByText('The table has no rows below its header. There is nothing to do.')).toBeVisible();
  await expect(app.button(/^(Create|Change) \d/)).toHaveCount(0);
});
