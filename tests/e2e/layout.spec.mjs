// How an exported workbook is laid out: hierarchy, protection, widths, and whom it offers.
import { readFileSync } from 'node:fs';
import { layoutOf, readBook, saveByLibreOffice } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

/** Imports a file up to its plan, and expects that there is nothing to do. */
async function nothingToDo(app, path) {
  await app.drop(path);
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 60, Unchanged: 60, 'Held back': 0 });
}

test('children follow their parents in groups that fold', async ({ app, exported, jira }) => {
  await app.unfold('Columns', 'Workbook options');
  await app.button('Remove Parent').click();
  await app.frame.getByLabel('Group by parent').check();
  const path = await exported();
  const { levels, above } = layoutOf(path);
  const keys = readBook(path).rows.map((row) => row.Key);
  const issues = await jira.search('project = DEMO', ['parent']);
  const parents = Object.fromEntries(issues.map((issue) => [issue.key, issue.fields.parent?.key]));
  expect(above).toBe(true);
  expect(Math.max(...levels)).toBeGreaterThan(0);
  // The parent of a row is the last one above it that is one level higher.
  keys.forEach((key, at) => {
    const higher = keys.slice(0, at).filter((_, row) => levels[row] === levels[at] - 1).at(-1);
    expect(higher, key).toBe(parents[key]);
  });
  await nothingToDo(app, path);
});

test('a hierarchy that LibreOffice saved comes back unchanged', async ({ app, exported }) => {
  await app.unfold('Workbook options');
  await app.frame.getByLabel('Group by parent').check();
  const path = await exported();
  const saved = saveByLibreOffice(path, 'xlsx');
  // It also describes rows below the last one.
  expect(layoutOf(saved).levels.slice(0, 60)).toEqual(layoutOf(path).levels);
  await nothingToDo(app, saved);
});

test('only what Jira sets itself is locked, and only where one asks for it', async ({ app, exported }) => {
  await app.unfold('Workbook options');
  await expect(app.frame.getByLabel('Lock what Jira sets itself')).not.toBeChecked();
  await app.frame.getByLabel('Lock what Jira sets itself').check();
  const path = await exported();
  const { locked, protected: isProtected } = layoutOf(path);
  expect(isProtected).toBe(true);
  expect(locked).toEqual(expect.arrayContaining(['Created', 'Updated']));
  expect(locked).not.toContain('Summary');
  await nothingToDo(app, path);
});

test('a width is set where one asks for it', async ({ app, exported }) => {
  await app.unfold('Columns');
  await app.button('Set widths').click();
  await app.frame.getByLabel('Width of Summary in characters').fill('77');
  await app.frame.getByLabel('Width of Status in characters').fill('900');
  const { widths, protected: isProtected } = layoutOf(await exported());
  expect(Math.round(widths.Summary)).toBe(78);
  expect(widths.Status).toBeLessThan(60);
  expect(isProtected).toBe(false);
});

test('columns of people offer who may be assigned', async ({ exported }) => {
  expect(layoutOf(await exported()).offered).toEqual(expect.arrayContaining(['Assignee', 'Reporter', 'Status']));
});

test('other formats have no options', async ({ app }) => {
  await app.unfold('Columns', 'Workbook options');
  await expect(app.frame.getByRole('group', { name: 'Workbook options' })).toBeVisible();
  await app.format(/CSV/).check();
  await expect(app.frame.getByRole('group', { name: 'Workbook options' })).toHaveCount(0);
  await expect(app.button('Set widths')).toHaveCount(0);
});

test('JSON has an object for each work item, and arrays', async ({ app, file }) => {
  const download = await app.export({ format: /JSON/, jql: 'key = DEMO-5' });
  expect(download.suggestedFilename()).toMatch(/^DEMO-.*\.json$/);
  await download.saveAs(file('issues.json'));
  const [issue] = JSON.parse(readFileSync(file('issues.json'), 'utf8'));
  expect(issue).toMatchObject({ Key: 'DEMO-5', 'Due date': '2026-10-28' });
  expect(issue.Labels).toHaveLength(3);
});
