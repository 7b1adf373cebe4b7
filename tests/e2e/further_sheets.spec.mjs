// Comments, worklogs and links on sheets of their own: exported, added to, imported.
import { readFileSync } from 'node:fs';
import { appendRows, readSheets, saveByLibreOffice } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

const jql = 'project = DEMO AND key <= DEMO-20 ORDER BY key ASC';

/** Chooses sheets and exports them. */
async function withSheets(app, exported, names) {
  await app.unfold('Further sheets');
  for (const name of names) await app.frame.getByRole('checkbox', { name }).check();
  return exported({ jql });
}

const ALL = ['Comments', 'Worklogs', 'Links', 'Attachments', 'Change history', 'Watchers'];

test('all further sheets come back unchanged', async ({ app, exported }) => {
  const path = await withSheets(app, exported, ALL);
  const sheets = readSheets(path);
  expect(Object.keys(sheets).filter((name) => ALL.includes(name))).toEqual(ALL);
  for (const name of ALL) expect(sheets[name][0].slice(0, 2)).toEqual(['Key', expect.stringMatching(/ ID$/)]);
  await app.drop(path);
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 20, Unchanged: 20, 'Held back': 0 });
});

for (const format of ['xlsx', 'ods']) {
  test(`all further sheets come back unchanged after LibreOffice saved them as .${format}`, async ({ app, exported }) => {
    await app.drop(saveByLibreOffice(await withSheets(app, exported, ALL), format));
    await app.review();
    expect(await app.counters()).toMatchObject({ 'All rows': 20, Unchanged: 20, 'Held back': 0 });
    await expect(app.finding(/existing row/)).toHaveCount(0);
  });
}

test('new rows become comments, worklogs and links', async ({ app, exported, file, jira }) => {
  const path = await withSheets(app, exported, ['Comments', 'Worklogs', 'Links']);
  const rows = {
    Comments: [
      { Key: 'DEMO-5', Author: 'Mia Old', Created: '2024-02-29 08:15', Comment: 'Moved from **elsewhere**' },
      { Key: 'DEMO-6', Comment: 'A second comment' },
    ],
    Worklogs: [{ Key: 'DEMO-7', Started: '2026-09-01 09:30', 'Time spent': '1h 30m', Comment: 'Measured' }],
    Links: [
      { Key: 'DEMO-8', Relationship: 'is blocked by', 'Linked key': 'DEMO-20' },
      { Key: 'DEMO-8', Relationship: 'eats', 'Linked key': 'DEMO-20' },
    ],
  };
  const last = appendRows(path, file('edited.xlsx'), rows);
  await app.drop(file('edited.xlsx'));
  await app.review();
  expect(await app.counters()).toMatchObject({
    'New comments': 2, 'New worklogs': 1, 'New links': 1, 'Held back': 0, 'Entries held back': 1, Unchanged: 20,
  });
  await app.counter('New comments').click();
  const first = app.row(`${last.Comments + 1} Comments`);
  await expect(first).toContainText('DEMO-5');
  await first.click();
  const details = app.frame.getByRole('region', { name: 'The selected row in full' });
  await expect(details).toContainText(/Originally by Mia Old on 2024-02-29 08:15 \(Europe\/Berlin\)/);
  await expect(details).toContainText('Jira lets nobody set another author or date');
  await app.finding(/no kind of link called “eats”/).click();
  await expect(app.row(`${last.Links + 2} Links`)).toContainText('Held back');

  await app.apply();
  expect(await app.counters()).toMatchObject({ 'Comments added': 2, 'Worklogs added': 1, 'Links added': 1, Failed: 0 });
  const get = (path) => jira.call('GET', `/rest/api/3/issue/${path}`);
  const comment = (await get('DEMO-5/comment')).comments.at(-1);
  expect(comment.body.content[0].content[0]).toEqual({
    type: 'text', text: 'Originally by Mia Old on 2024-02-29 08:15 (Europe/Berlin)', marks: [{ type: 'em' }],
  });
  const log = (await get('DEMO-7/worklog')).worklogs.at(-1);
  expect([log.timeSpentSeconds, new Date(log.started).toISOString()]).toEqual([5400, '2026-09-01T07:30:00.000Z']);
  const links = (await jira.issue('DEMO-8')).fields.issuelinks;
  expect(links.map((link) => [link.type.name, link.inwardIssue?.key])).toContainEqual(['Blocks', 'DEMO-20']);

  // The same file again finds what it added.
  await app.button('Import another file').click();
  await app.drop(file('edited.xlsx'));
  await app.review();
  expect(await app.counters()).toMatchObject({ 'All rows': 25, Unchanged: 20, 'Entries unchanged': 4, 'Entries held back': 1 });
  await app.counter('All rows').click();
});

test('an edit of a comment that exists is told and not written', async ({ app, exported, file, jira }) => {
  const path = await withSheets(app, exported, ['Comments']);
  const [, [key, id]] = readSheets(path).Comments;
  appendRows(path, file('edited.xlsx'), {}, [{ sheet: 'Comments', cell: 'F2', value: 'Not what was said' }]);
  await app.drop(file('edited.xlsx'));
  await app.review();
  await expect(app.finding(/An edit of an existing row is not imported/)).toBeVisible();
  expect(await app.counters()).toMatchObject({ 'All rows': 21, Unchanged: 20, 'Entries unchanged': 1 });
  const { comments } = await jira.call('GET', `/rest/api/3/issue/${key}/comment`);
  expect(JSON.stringify(comments.find((comment) => comment.id === id))).not.toContain('Not what was said');
});

test('CSV says that it has no place for further sheets, and JSON has them', async ({ app, file }) => {
  const sheets = app.frame.getByRole('group', { name: 'Further sheets' });
  await app.unfold('Further sheets');
  await app.format(/CSV/).check();
  await expect(sheets).toContainText('comments, worklogs and the like are not exported');
  await expect(sheets.getByRole('checkbox')).toHaveCount(0);
  await app.format(/JSON/).check();
  await sheets.getByRole('checkbox', { name: 'Links' }).check();
  const download = await app.export({ jql });
  await download.saveAs(file('issues.json'));
  const issues = JSON.parse(readFileSync(file('issues.json'), 'utf8'));
  expect(issues).toHaveLength(20);
  for (const issue of issues) expect(issue.links).toBeInstanceOf(Array);
  expect(Object.keys(issues.find(({ links }) => links.length > 0).links[0])).toContain('Relationship');
});
