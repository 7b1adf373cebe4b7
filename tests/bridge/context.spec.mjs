// What the app learns about where it is, from each of its four places.
import { appFrame, expect, test } from './fixtures.mjs';

const contextOf = (frame) => frame.evaluate(() => bridge.view.getContext());

test('the global page', async ({ open, stack }) => {
  const context = await contextOf(await open());
  expect(context).toMatchObject({
    moduleKey: 'rowport-global',
    locale: 'en-US',
    siteUrl: stack.site,
    environmentType: 'DEVELOPMENT',
    extension: { type: 'jira:globalPage', location: `${stack.site}/` },
    permissions: {
      scopes: [
        'read:jira-work',
        'write:jira-work',
        'read:jira-user',
        'read:board-scope:jira-software',
        'read:sprint:jira-software',
      ],
    },
  });
  for (const name of ['accountId', 'cloudId', 'environmentId', 'localId', 'timezone']) {
    expect(context[name], name).toBeTruthy();
  }
  expect(['light', 'dark']).toContain(context.theme.colorMode);
});

test('the project page', async ({ open }) => {
  const { moduleKey, extension } = await contextOf(await open('/projects/DEMO/apps/rowport'));
  expect(moduleKey).toBe('rowport-project');
  expect(extension).toMatchObject({ type: 'jira:projectPage', project: { key: 'DEMO' } });
  expect(extension.project.id).toMatch(/^\d+$/);
});

test('the issue panel', async ({ open }) => {
  const { moduleKey, localId, extension } = await contextOf(await open('/browse/DEMO-2'));
  expect(moduleKey).toBe('rowport-issue');
  expect(extension.issue).toMatchObject({ key: 'DEMO-2' });
  expect(extension.issue.typeId).toMatch(/^\d+$/);
  expect(extension.project.key).toBe('DEMO');
  expect(localId).toContain(extension.issue.id);
});

test('the navigator action, on the query of the list', async ({ page, stack }) => {
  await page.goto(`${stack.site}/issues?jql=${encodeURIComponent('project = DEMO')}`);
  await page.getByText('Apps', { exact: true }).last().click();
  await page.getByRole('button', { name: 'Rowport' }).click();
  const unseen = await appFrame(page.locator('div[data-src]'));
  const { moduleKey, extension } = await contextOf(unseen);
  expect(moduleKey).toBe('rowport-navigator');
  expect(extension).toMatchObject({ jql: 'project = DEMO', filterId: null });
  expect(extension.issueKeys).toHaveLength(50);
  const dialog = page.getByRole('dialog', { name: 'Rowport' });
  await expect(dialog).toHaveCount(0);

  const options = { size: 'max', closeOnEscape: false, closeOnOverlayClick: false, context: { a: 1 } };
  await unseen.evaluate((options) => new bridge.Modal(options).open(), options);
  const frame = await appFrame(dialog);
  expect((await contextOf(frame)).extension).toMatchObject({ jql: 'project = DEMO', modal: { a: 1 } });
  for (const _ of [1, 2, 3]) await page.keyboard.press('Escape');
  await page.mouse.click(2, 2);
  await expect(dialog).toBeVisible();
  await frame.evaluate(() => bridge.view.close());
  await expect(dialog).toBeHidden();
});

test('another person is another account', async ({ open, page, stack }) => {
  const admin = (await contextOf(await open())).accountId;
  await page.getByLabel('Signed in as').selectOption('viewer');
  await page.waitForURL(`${stack.site}/`);
  await expect(page.getByLabel('Signed in as')).toHaveValue('viewer');
  const viewer = (await contextOf(await appFrame(page.locator('.frame-slot')))).accountId;
  expect(viewer).not.toBe(admin);
});
