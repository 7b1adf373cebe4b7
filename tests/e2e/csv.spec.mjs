// Text files as other programs and other countries write them.
import { writeFileSync } from 'node:fs';
import { expect, test } from '../support/fixtures.mjs';

/** Text in Windows-1252, for the characters that it shares with Latin-1. */
const windows1252 = (text) => Buffer.from(text, 'latin1');

test('semicolons, decimal commas and Windows-1252', async ({ app, file, jira }) => {
  const path = file('Aufgaben.csv');
  writeFileSync(path, windows1252(
    'Key;Zusammenfassung;Story Points;Budget;Due date\r\n' +
    'DEMO-5;Größe prüfen, schnell;1,5;1.234,75;02.11.2026\r\n' +
    'DEMO-6;Fußnoten ergänzen;12,25;17,5;31.12.2026\r\n',
  ));
  await app.drop(path);
  await app.match();
  await app.field('Zusammenfassung').selectOption('Summary');
  await app.plan();
  expect(await app.counters()).toMatchObject({ 'All rows': 2, 'To change': 2, 'Held back': 0 });
  await app.apply();
  expect((await jira.issue('DEMO-5')).fields).toMatchObject({
    summary: 'Größe prüfen, schnell', customfield_10016: 1.5, customfield_10032: 1234.75, duedate: '2026-11-02',
  });
  expect((await jira.issue('DEMO-6')).fields).toMatchObject({
    summary: 'Fußnoten ergänzen', customfield_10016: 12.25, customfield_10032: 17.5, duedate: '2026-12-31',
  });
});

test('an export of Jira itself repeats the header of a list', async ({ app, file, jira }) => {
  const path = file('jira.csv');
  writeFileSync(path, 'Issue key,Labels,Labels,Labels\nDEMO-5,one,two,\nDEMO-6,one,,\n');
  await app.drop(path);
  await app.match();
  await expect(app.frame.getByText(/“Labels” is there more than once/).first()).toBeVisible();
  await app.plan();
  await app.apply();
  const labels = async (key) => (await jira.issue(key)).fields.labels.sort();
  expect(await labels('DEMO-5')).toEqual(['one', 'two']);
  expect(await labels('DEMO-6')).toEqual(['one']);
});

test('tabs, and text over several lines', async ({ app, file, jira }) => {
  const path = file('tabs.tsv');
  writeFileSync(path, 'Key\tSummary\tDescription\nDEMO-5\t"Quoted ""summary"""\t"First line\n\nSecond"\n');
  await app.drop(path);
  await app.review();
  await app.apply();
  const { fields } = await jira.issue('DEMO-5');
  expect(fields.summary).toBe('Quoted "summary"');
  expect(fields.description.content.map((node) => node.content[0].text)).toEqual(['First line', 'Second']);
});
