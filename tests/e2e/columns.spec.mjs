// Which table of a file is imported, and what its columns mean.
import { FAMILIES } from '../support/app.mjs';
import { makeBook, saveByLibreOffice } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

const TITLED = [
  ['Sprint 12'],
  ['as of Monday'],
  ['Key', 'Summary', 'Customer', 'Priority'],
  ['DEMO-5', 'Upload of huge files', 'Contoso', 'High'],
  ['DEMO-6', 'The 404 page', 'Fabrikam', 'Low'],
];

test('a workbook that LibreOffice saved with two title rows above the header', async ({ app, file, jira }) => {
  await app.drop(saveByLibreOffice(makeBook(file('titled.xlsx'), TITLED), 'xlsx'));
  await expect(app.frame.getByLabel('Row 3')).toBeChecked();
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 2, 'To change': 2 });
  await app.apply();
  expect((await jira.issue('DEMO-5')).fields).toMatchObject({ summary: 'Upload of huge files', priority: { name: 'High' } });
  expect((await jira.issue('DEMO-6')).fields.summary).toBe('The 404 page');
});

test('another row is taken as the header', async ({ app, file }) => {
  const rows = [['Key', 'Summary'], ['Key', 'Due date'], ['DEMO-5', '2027-03-04']];
  await app.drop(makeBook(file('two-headers.xlsx'), rows));
  await app.frame.getByLabel('Row 2').check();
  await app.match();
  await expect(app.field('Due date')).toHaveValue('field:duedate');
  await app.plan();
  expect(await app.counters()).toMatchObject({ 'All rows': 1, 'To change': 1 });
});

test('another sheet is chosen', async ({ app, file, jira }) => {
  const sheets = {
    Notes: [['Key', 'Summary'], ['DEMO-5', 'not this one'], ['DEMO-6', 'nor this']],
    Work: [['Key', 'Summary'], ['DEMO-7', 'This one']],
  };
  await app.drop(makeBook(file('sheets.xlsx'), sheets));
  await app.heading('Where is the table?').waitFor();
  await app.frame.getByLabel('Sheet', { exact: true }).selectOption({ label: 'Work (2 rows)' });
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 1, 'To change': 1 });
  await app.apply();
  expect((await jira.issue('DEMO-7')).fields.summary).toBe('This one');
  expect((await jira.issue('DEMO-5')).fields.summary).not.toBe('not this one');
});

test('a column that the user does not import is not written', async ({ app, file, jira }) => {
  await app.drop(makeBook(file('titled.xlsx'), TITLED));
  await app.match();
  await app.field('Summary').selectOption('Do not import');
  await app.plan();
  await app.apply();
  expect((await jira.issue('DEMO-5')).fields).toMatchObject({
    summary: 'Add upload of large files for guests', priority: { name: 'High' },
  });
});

test('a header that fits no field is shown and not imported', async ({ app, file }) => {
  await app.drop(makeBook(file('titled.xlsx'), TITLED));
  await app.match();
  await expect(app.field('Customer')).toHaveValue('ignored');
  await expect(app.frame.getByText('No field fits the column “Customer”.')).toBeVisible();
  await expect(app.frame.getByText('3 matched, 0 to check, 1 not imported')).toBeVisible();
});

test('an unknown header is matched by the user', async ({ app, file, jira }) => {
  await app.drop(makeBook(file('titled.xlsx'), TITLED));
  await app.match();
  await app.field('Customer').selectOption('Customer reference');
  await app.plan();
  await app.apply();
  expect((await jira.issue('DEMO-6')).fields.customfield_10030).toBe('Fabrikam');
});

test('going back keeps what was chosen', async ({ app, file }) => {
  await app.drop(makeBook(file('titled.xlsx'), TITLED));
  await app.match();
  await app.field('Customer').selectOption('Customer reference');
  await app.field('Summary').selectOption('Do not import');
  await app.plan();
  await app.back();
  await expect(app.field('Customer')).toHaveValue('field:customfield_10030');
  await expect(app.field('Summary')).toHaveValue('ignored');
  await app.back();
  await expect(app.frame.getByLabel('Row 3')).toBeChecked();
  await app.button('Next').click();
  await expect(app.field('Customer')).toHaveValue('field:customfield_10030');
});

test('rows without a key go where the user says', async ({ app, file, jira }) => {
  await app.drop(makeBook(file('new.xlsx'), [['Summary'], ['First of the new'], ['Second of the new']]));
  await app.match();
  await app.frame.getByLabel('Space').selectOption({ label: 'Team Space (TEAM)' });
  await expect(app.frame.locator('#new-types option[value="Task"]')).toHaveCount(1);
  await app.frame.getByLabel('Work type', { exact: true }).fill('Task');
  await app.plan();
  expect(await app.counters()).toMatchObject({ 'To create': 2, 'Held back': 0 });
  await app.apply();
  const created = await jira.search('project = TEAM AND key > TEAM-25', ['summary', 'issuetype']);
  expect(created.map((issue) => issue.fields.summary).sort()).toEqual(['First of the new', 'Second of the new']);
});

test('empty cells of a file that is no export clear a field only where the user says so', async ({ app, file, jira }) => {
  const rows = [['Key', 'Due date', 'Labels'], ['DEMO-5', null, null]];
  await app.drop(makeBook(file('empty.xlsx'), rows));
  await app.match();
  await app.frame.getByLabel('Empty cells in column Due date').selectOption('Clear the field');
  await app.plan();
  await app.apply();
  const { fields } = await jira.issue('DEMO-5');
  expect(fields.duedate).toBeNull();
  expect(fields.labels.length).toBe(3);
});

test('of many columns that fit no field, the first are told and the rest folds', async ({ app, file }) => {
  const others = Array.from({ length: 12 }, (_, at) => `Remark ${at + 1}`);
  await app.drop(makeBook(file('wide.xlsx'), [['Key', 'Summary', ...others], ['DEMO-5', 'One', ...others]]));
  await app.match();
  await expect(app.frame.getByText('No field fits the column “Remark 4”.')).toBeVisible();
  const last = app.frame.getByText('No field fits the column “Remark 12”.');
  await expect(last).toBeHidden();
  await app.frame.getByText('8 more', { exact: true }).click();
  await expect(last).toBeVisible();
});

for (const family of FAMILIES) {
  test(`in a narrow panel the field stands beside its column, in ${family}`, async ({ open, page, file }) => {
    await page.setViewportSize({ width: 430, height: 900 });
    const app = await open({ place: '/browse/DEMO-2' });
    await app.useFont(family);
    const rows = [['Key', 'A long header of a column'], ['DEMO-5', 'A long text that would take all of the room']];
    await app.drop(makeBook(file('narrow.xlsx'), rows));
    await app.match();
    const select = await app.field('Key').boundingBox();
    const table = await app.frame.getByRole('region', { name: 'Columns of the file' }).boundingBox();
    expect(select.width).toBeGreaterThan(100);
    expect(select.x + select.width).toBeLessThanOrEqual(table.x + table.width);
  });
}
