// What the user says of a file that does not say it itself: letters, columns, numbers, dates, texts.
import { writeFileSync } from 'node:fs';
import { appendRows, makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

const preview = (app) => app.frame.getByRole('region', { name: 'First rows of the sheet' });
const details = (app) => app.frame.getByRole('region', { name: 'The selected row in full' });

/** The cells of a row of the preview. */
const cells = (app, row) => preview(app).locator('tr').nth(row - 1).locator('td');

/** A text file, opened as far as the choice of its table. */
async function opened(app, path, bytes) {
  writeFileSync(path, bytes);
  await app.drop(path);
  await app.heading('Where is the table?').waitFor();
}

test('another encoding shows other letters', async ({ app, file }) => {
  await opened(app, file('letters.csv'), Buffer.from('Key,Summary\nDEMO-5,Gr\xf6\xdfe und \xdcbung\n', 'latin1'));
  const encoding = app.frame.getByLabel('Encoding', { exact: true });
  await expect(encoding).toHaveValue('windows-1252');
  await expect(cells(app, 2)).toHaveText(['DEMO-5', 'Größe und Übung']);
  await encoding.selectOption('IBM850');
  await expect(cells(app, 2)).toHaveText(['DEMO-5', 'Gr÷▀e und ▄bung']);
  await expect(encoding).toHaveValue('IBM850');
  await expect(encoding).toBeFocused();
  await encoding.selectOption('windows-1252');
  await expect(cells(app, 2)).toHaveText(['DEMO-5', 'Größe und Übung']);
});

test('another delimiter cuts other columns', async ({ app, file, jira }) => {
  await opened(app, file('columns.csv'), 'Key;Summary\nDEMO-5;One | two, three\n');
  const delimiter = app.frame.getByLabel('Between two cells stands');
  await expect(delimiter).toHaveValue('semicolon');
  await expect(cells(app, 2)).toHaveText(['DEMO-5', 'One | two, three']);
  await delimiter.selectOption('a comma');
  await expect(cells(app, 2)).toHaveText(['DEMO-5;One | two', 'three']);
  await delimiter.selectOption('nothing: one column');
  await expect(cells(app, 2)).toHaveText(['DEMO-5;One | two, three']);
  await expect(delimiter).toBeFocused();
  await delimiter.selectOption('a semicolon');
  await expect(cells(app, 2)).toHaveText(['DEMO-5', 'One | two, three']);
  await app.review();
  await app.apply();
  expect((await jira.issue('DEMO-5')).fields.summary).toBe('One | two, three');
});

test('both choices about a text file stand together', async ({ app, file }) => {
  await opened(app, file('both.csv'), Buffer.from('Key|Summary\nDEMO-5|Gr\xf6\xdfe; klein\n', 'latin1'));
  await app.frame.getByLabel('Between two cells stands').selectOption('a semicolon');
  await expect(cells(app, 2)).toHaveText(['DEMO-5|Größe', 'klein']);
  await app.frame.getByLabel('Encoding', { exact: true }).selectOption('IBM850');
  await expect(cells(app, 2)).toHaveText(['DEMO-5|Gr÷▀e', 'klein']);
  await expect(app.frame.getByLabel('Between two cells stands')).toHaveValue('semicolon');
});

/** Plans a column of one text with a choice made, and gives what would be in Jira. */
async function read(app, [label, choice]) {
  await app.frame.getByLabel(label).selectOption(choice);
  await app.plan();
  const text = await app.row(2).locator('ins').textContent();
  await app.back();
  return text.replace('Will be', '').trim();
}

test('the decimal sign says what a number is', async ({ app, file }) => {
  await app.drop(makeBook(file('numbers.xlsx'), [['Key', 'Story Points'], ['DEMO-5', '1,234']]));
  await app.match();
  expect(await read(app, ['Decimal sign', 'Point: 1,234.5'])).toBe('1234');
  expect(await read(app, ['Decimal sign', 'Comma: 1.234,5'])).toBe('1.234');
});

test('the order of dates says what a date is', async ({ app, file, jira }) => {
  await app.drop(makeBook(file('dates.xlsx'), [['Key', 'Due date'], ['DEMO-5', '03/04/2027']]));
  await app.match();
  expect(await read(app, ['Order of dates', 'Month first: 12/31/2026'])).toBe('2027-03-04');
  expect(await read(app, ['Order of dates', 'Day first: 31/12/2026'])).toBe('2027-04-03');
  await app.plan();
  await app.apply();
  expect((await jira.issue('DEMO-5')).fields.duedate).toBe('2027-04-03');
});

test('without a choice, a date that may be two days is held back', async ({ app, file }) => {
  await app.drop(makeBook(file('dates.xlsx'), [['Key', 'Due date'], ['DEMO-5', '03/04/2027']]));
  await app.review();
  expect(await app.counters()).toMatchObject({ 'To change': 0, 'Held back': 1 });
});

/** The nodes of a text in Jira, each with its words and its marks. */
const words = (doc) => doc.content.flatMap((block) => block.content ?? [])
  .map(({ text, marks = [] }) => [text, marks.map(({ type }) => type)]);

const FORMS = [
  ['Texts are plain', 'Now **bold** and *slanted*.', [['Now **bold** and *slanted*.', []]]],
  ['Texts are Markdown', 'Now **bold**.', [['Now ', []], ['bold', ['strong']], ['.', []]]],
  ['Texts are wiki markup', 'Now *bold*.', [['Now ', []], ['bold', ['strong']], ['.', []]]],
];

for (const [form, text, wanted] of FORMS) {
  test(`of a column: ${form}`, async ({ app, file, jira }) => {
    const rows = [['Summary', 'Issue Type', 'Project', 'Description'], [`Made: ${form}`, 'Task', 'DEMO', text]];
    await app.drop(makeBook(file('texts.xlsx'), rows));
    await app.match();
    const choice = app.frame.getByLabel('What signs mean in the texts of column Description');
    await expect(choice).toHaveValue('found');
    await choice.selectOption(form);
    await app.plan();
    await app.row(2).click();
    await expect(details(app)).toContainText(text);
    await app.back();
    await expect(choice.locator('option:checked')).toHaveText(form);
    await app.plan();
    await app.apply();
    const [made] = await jira.search('project = DEMO AND key > DEMO-60', ['description']);
    expect(words(made.fields.description)).toEqual(wanted);
  });

  test(`of further sheets: ${form}`, async ({ app, exported, file, jira }) => {
    await app.unfold('Further sheets');
    await app.frame.getByRole('checkbox', { name: 'Comments' }).check();
    const path = await exported({ jql: 'key = DEMO-5' });
    appendRows(path, file('edited.xlsx'), { Comments: [{ Key: 'DEMO-5', Comment: text }] });
    await app.drop(file('edited.xlsx'));
    await app.match();
    await app.frame.getByLabel('Comments on further sheets').selectOption(form);
    await app.plan();
    expect(await app.counters()).toMatchObject({ 'New comments': 1 });
    await app.apply();
    const { comments } = await jira.call('GET', '/rest/api/3/issue/DEMO-5/comment');
    expect(words(comments.at(-1).body)).toEqual(wanted);
  });
}

test('a column of names has no choice about signs', async ({ app, file }) => {
  await app.drop(makeBook(file('names.xlsx'), [['Key', 'Summary', 'Description'], ['DEMO-5', 'One', 'Two']]));
  await app.match();
  await expect(app.frame.getByLabel(/^What signs mean/)).toHaveCount(1);
  await app.field('Description').selectOption('Do not import');
  await expect(app.frame.getByLabel(/^What signs mean/)).toHaveCount(0);
  await expect(app.frame.getByLabel('Comments on further sheets')).toHaveCount(0);
});
