// The pages around the app: readable by a person, and by a screen reader.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/paths.mjs';
import { expect, test } from './fixtures.mjs';

const AXE = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** Findings of axe in the page itself; the app's frame is tested as a part of the app. */
async function findings(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run(document, { iframes: false }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`);
}

const PAGES = ['/', '/issues', '/issues?jql=nonsense', '/browse/DEMO-1', '/browse/NOPE-1'];

for (const colorScheme of ['light', 'dark']) {
  for (const path of PAGES) {
    test(`${path} has no finding of axe in the ${colorScheme} theme`, async ({ page, stack }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(stack.site + path);
      await expect(page.locator('html')).toHaveAttribute('data-color-mode', colorScheme);
      expect(await findings(page)).toEqual([]);
    });
  }
}

test('the list shows what a query finds, page by page', async ({ page, stack }) => {
  await page.goto(stack.site);
  await page.getByRole('link', { name: 'Work items' }).click();
  await expect(page.getByLabel('JQL')).toHaveValue('project = "DEMO" ORDER BY key ASC');
  const rows = page.getByRole('row');
  await expect(rows).toHaveCount(51);
  const first = await rows.nth(1).getByRole('link').textContent();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page.getByRole('status')).toContainText('page 2');
  expect(await rows.nth(1).getByRole('link').textContent()).not.toBe(first);
  await page.getByRole('link', { name: 'First page' }).click();
  await rows.nth(1).getByRole('link').click();
  await expect(page).toHaveURL(`${stack.site}/browse/${first}`);
});

test('a query that is wrong is answered in Jira’s words', async ({ page, stack }) => {
  await page.goto(stack.site);
  await page.getByRole('link', { name: 'Work items' }).click();
  await page.getByLabel('JQL').fill('project = NOSUCH');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('NOSUCH');
});

test('the search box finds a key and words', async ({ page, stack }) => {
  await page.goto(stack.site);
  const search = page.getByRole('searchbox', { name: 'Search work items' });
  await search.fill('demo-2');
  await search.press('Enter');
  await expect(page).toHaveURL(`${stack.site}/browse/DEMO-2`);
  await search.fill('no such words');
  await search.press('Enter');
  await expect(page.getByLabel('JQL')).toHaveValue('summary ~ "no such words" ORDER BY key ASC');
});

test('a change of an issue can be seen in its fields and its history', async ({ page, stack }) => {
  const { email, token } = stack.people.find(({ role }) => role === 'admin');
  const summary = '<img src=x onerror=alert(1)> & "quoted"';
  const response = await fetch(`${stack.frameOrigin}/rest/api/3/issue/DEMO-5`, {
    method: 'PUT',
    headers: {
      authorization: `Basic ${btoa(`${email}:${token}`)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ fields: { summary, labels: ['imported'] } }),
  });
  expect(response.status).toBe(204);
  await page.goto(`${stack.site}/browse/DEMO-5`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(summary);
  await expect(page.locator('[data-field="labels"]')).toContainText('imported');
  const history = page.getByRole('region', { name: 'History' });
  await expect(history.locator('ins').first()).toContainText(/imported|quoted/);
  await expect(page.locator('main img')).toHaveCount(0);
});
