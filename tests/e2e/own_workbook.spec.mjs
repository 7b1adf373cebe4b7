// Exports into a workbook of one's own.
import { join } from 'node:path';
import { editBook, layoutOf, makeBook, readBook, readSheets, saveByLibreOffice } from '../support/files.mjs';
import { root } from '../support/paths.mjs';
import { expect, test } from '../support/fixtures.mjs';

const template = (name) => join(root, 'tests/corpus/templates', name);

/** A report with a title, a column that fits nothing, and a formula. */
const report = (path) => makeBook(path, {
  Notes: [['Read me']],
  Report: [
    ['Weekly report'],
    ['Key', 'Summary', 'Due date', 'Remarks', 'Twice'],
    ['OLD-1', 'an old row', null, 'old', '=LEN(B3)*2'],
  ],
});

/** The filled workbook, saved. */
async function filled(app, file, jql) {
  const download = await app.export({ jql });
  await download.saveAs(file('filled.xlsx'));
  return { path: file('filled.xlsx'), name: download.suggestedFilename() };
}

test('a workbook is filled in and comes back unchanged', async ({ app, file }) => {
  await app.ownWorkbook(template('plain--openpyxl.xlsx'));
  const columns = await app.ownColumns();
  expect(Object.values(columns)).toContain('gets Key');
  const { path, name } = await filled(app, file);
  expect(name).toMatch(/^plain--openpyxl-\d{4}-\d\d-\d\d\.xlsx$/);
  expect(readBook(path).rows).toHaveLength(60);
  expect(layoutOf(path).hidden).toContain('_rowport');
  await app.drop(path);
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 60, Unchanged: 60 });
});

test('an edit in a filled workbook is merged with what Jira changed since', async ({ app, file, jira }) => {
  await app.ownWorkbook(template('plain--openpyxl.xlsx'));
  const { path } = await filled(app, file, 'key in (DEMO-5, DEMO-6)');
  const edited = file('edited.xlsx');
  editBook(path, edited, { changes: [{ key: 'DEMO-5', values: { Summary: 'Edited in my report' } }] });
  await jira.call('PUT', '/rest/api/3/issue/DEMO-6', { fields: { summary: 'Edited in Jira' } });
  await app.drop(edited);
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 2, 'To change': 1, Unchanged: 1 });
  await app.apply();
  expect((await jira.issue('DEMO-5')).fields.summary).toBe('Edited in my report');
  expect((await jira.issue('DEMO-6')).fields.summary).toBe('Edited in Jira');
});

test('a filled workbook that LibreOffice saved comes back unchanged', async ({ app, file }) => {
  await app.ownWorkbook(template('table--xlsxwriter.xlsx'));
  const { path } = await filled(app, file);
  await app.drop(saveByLibreOffice(path, 'xlsx'));
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 60, Unchanged: 60 });
});

test('the table is found below a title, and what fits no field is told', async ({ app, file }) => {
  await app.ownWorkbook(report(file('Report.xlsx')));
  expect(await app.ownColumns()).toEqual({
    Key: 'gets Key', Summary: 'gets Summary', 'Due date': 'gets Due date',
    Remarks: 'stays empty, or keeps its formula', Twice: 'stays empty, or keeps its formula',
  });
  await expect(app.frame.getByLabel('Sheet with the table')).toHaveValue('1');
  await expect(app.frame.getByLabel('Row of the headers')).toHaveValue('2');
  const { path, name } = await filled(app, file, 'key = DEMO-5');
  expect(name).toMatch(/^Report-/);
  await app.drop(path);
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 1, Unchanged: 1 });
});

test('another sheet and another row of headers are chosen', async ({ app, file }) => {
  const book = makeBook(file('two.xlsx'), {
    First: [['Key', 'Summary'], ['A-1', 'x']],
    Second: [['Key', 'Summary'], ['Key', 'Due date'], ['A-1', null]],
  });
  await app.ownWorkbook(book);
  await app.ownColumns();
  await app.frame.getByLabel('Sheet with the table').selectOption('Second');
  await expect(app.frame.getByLabel('Sheet with the table')).toHaveValue('1');
  await app.frame.getByLabel('Row of the headers').fill('2');
  await app.frame.getByLabel('Row of the headers').press('Enter');
  await expect(app.frame.getByText('gets Due date')).toBeVisible();
  expect(await app.ownColumns()).toEqual({ Key: 'gets Key', 'Due date': 'gets Due date' });
  await expect(app.frame.getByLabel('Row of the headers')).toBeFocused();
});

test('a workbook without a key is filled in with a word about it', async ({ app, file }) => {
  await app.ownWorkbook(makeBook(file('list.xlsx'), [['Summary', 'Priority'], ['x', 'y']]));
  await expect(app.frame.getByText('No column gets the key')).toBeVisible();
  await filled(app, file, 'key = DEMO-5');
});

test('a workbook whose headers fit nothing can not be filled in', async ({ app, file }) => {
  await app.ownWorkbook(makeBook(file('list.xlsx'), [['Apples', 'Pears'], [1, 2]]));
  await expect(app.frame.getByText('No header fits a field.')).toBeVisible();
  await expect(app.button(/^Export/)).toBeDisabled();
});

test('what would be damaged is told', async ({ app }) => {
  await app.ownWorkbook(template('totals--xlsxwriter.xlsx'));
  await app.ownColumns();
  await app.jql.fill('project = TEAM');
  await app.button('Export about 25 work items').click();
  await expect(app.failure).toContainText('totals');
});

test('a file that is no Excel workbook is refused', async ({ app, file }) => {
  const { writeFileSync } = await import('node:fs');
  writeFileSync(file('list.csv'), 'Key,Summary\r\nDEMO-1,x\r\n');
  await app.ownWorkbook(file('list.csv'));
  await expect(app.failure).toContainText('not an Excel workbook of the usual kind');
});

test('a filled workbook has levels and further sheets, and comes back unchanged', async ({ app, file }) => {
  await app.ownWorkbook(template('plain--openpyxl.xlsx'));
  await app.unfold('Further sheets', 'Workbook options');
  await expect(app.frame.getByRole('checkbox', { name: 'Lock' })).toHaveCount(0);
  await app.frame.getByRole('checkbox', { name: 'Comments' }).check();
  await app.frame.getByRole('checkbox', { name: 'Group by parent' }).check();
  const { path } = await filled(app, file);
  expect(readSheets(path).Comments[0].slice(0, 2)).toEqual(['Key', 'Comment ID']);
  await app.drop(saveByLibreOffice(path, 'xlsx'));
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 60, Unchanged: 60 });
});
