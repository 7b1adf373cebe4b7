// Where in Jira the app is opened, and what it then exports first.
import { App } from '../support/app.mjs';
import { readBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

/** The keys of what is exported as the app proposes it. */
async function keys(app, file) {
  await (await app.export()).saveAs(file('exported.xlsx'));
  return readBook(file('exported.xlsx')).rows.map((row) => row.Key);
}

test('the project page exports the project', async ({ open, file }) => {
  const app = await open({ place: '/projects/TEAM/apps/rowport' });
  const exported = await keys(app, file);
  expect(exported).toHaveLength(25);
  expect(exported.every((key) => key.startsWith('TEAM-'))).toBe(true);
});

test('the global page exports the first project that the user may see', async ({ open, file }) => {
  const app = await open({ place: '/jira/apps/rowport', role: 'viewer' });
  await expect(app.jql).toHaveValue('project = "DEMO" ORDER BY key ASC');
  expect(await keys(app, file)).toHaveLength(60);
});

test('the issue panel exports the work item and its children', async ({ open, file, jira }) => {
  const app = await open({ place: '/browse/DEMO-2' });
  const family = await jira.search('key = DEMO-2 OR parent = DEMO-2 ORDER BY key', ['key']);
  expect(family.length).toBeGreaterThan(3);
  expect(await keys(app, file)).toEqual(family.map((issue) => issue.key));
});

test('the list’s action exports what the list shows', async ({ page, stack, file }) => {
  const jql = 'project = DEMO AND issuetype = Story ORDER BY priority DESC, key DESC';
  await page.goto(`${stack.origin}/session?as=admin`);
  await page.goto(`${stack.origin}/issues?jql=${encodeURIComponent(jql)}`);
  const listed = await page.getByRole('table').getByRole('link', { name: /^DEMO-\d+$/ }).allTextContents();
  await page.getByText('Apps', { exact: true }).last().click();
  await page.getByRole('button', { name: 'Rowport' }).click();
  const app = new App(page, '.modal-body');
  await app.ready();
  await expect(app.jql).toHaveValue(jql);
  expect(await keys(app, file)).toEqual(listed);
  expect(await app.audit()).toEqual([]);
});
