// Flags, routes, modal views, events, themes and history of the genuine @forge/bridge.
import { appFrame, expect, test } from './fixtures.mjs';

test('a flag is shown, acted on and closed', async ({ open, page }) => {
  const frame = await open();
  await frame.evaluate(() => {
    globalThis.flag = bridge.showFlag({
      id: 'done',
      title: 'Import finished',
      description: '40 created, <b>1</b> failed',
      type: 'success',
      actions: [{ text: 'Show', onClick: () => (document.title = 'acted') }],
    });
  });
  const flag = page.getByRole('region', { name: 'Messages' }).locator('.flag');
  await expect(flag).toContainText('Import finished');
  await expect(flag).toContainText('40 created, <b>1</b> failed');
  await flag.getByRole('button', { name: 'Show' }).click();
  await frame.waitForFunction(() => document.title === 'acted');
  expect(await frame.evaluate(() => globalThis.flag.close())).toBe(true);
  await expect(flag).toHaveCount(0);
});

test('the router opens an issue in a new tab and tells its address', async ({ open, page, stack }) => {
  const frame = await open();
  const url = await frame.evaluate(async () =>
    String(await bridge.router.getUrl({ target: 'issue', issueKey: 'DEMO-1' })),
  );
  expect(url).toBe(`${stack.site}/browse/DEMO-1`);
  await frame.evaluate(() => {
    document.getElementById('act').onclick = () => bridge.router.open('/browse/DEMO-1');
  });
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    frame.getByRole('button', { name: 'Act' }).click(),
  ]);
  await expect(tab).toHaveURL(url);
  await expect(tab).toHaveTitle(/^\[DEMO-1\]/);
});

test('the router stays on pages of the web', async ({ open, page, stack }) => {
  const frame = await open();
  const refusal = await frame.evaluate(() =>
    bridge.router.navigate('javascript:alert(1)').then(() => 'gone', (error) => error.message),
  );
  expect(refusal).toContain('Not an address of a web page');
  await frame.evaluate(() => void bridge.router.navigate('/browse/DEMO-3'));
  await expect(page).toHaveURL(`${stack.site}/browse/DEMO-3`);
});

test('a modal view gives its result back', async ({ open, page }) => {
  const frame = await open();
  await frame.evaluate(() => {
    const onClose = (payload) => (document.title = JSON.stringify(payload));
    return new bridge.Modal({ size: 'small', context: { step: 2 }, onClose }).open();
  });
  const dialog = page.getByRole('dialog');
  const inner = await appFrame(dialog);
  const { extension } = await inner.evaluate(() => bridge.view.getContext());
  expect(extension.modal).toEqual({ step: 2 });
  await inner.evaluate(() => bridge.view.close({ chosen: 'a' }));
  await expect(dialog).toBeHidden();
  await frame.waitForFunction(() => document.title === '{"chosen":"a"}');
});

test('a page that is not a modal view cannot be closed', async ({ open }) => {
  const frame = await open();
  const refusal = await frame.evaluate(() => bridge.view.close().catch((error) => error.message));
  expect(refusal).toContain('not closable');
});

test('events reach the frames that listen', async ({ open }) => {
  const frame = await open();
  const heard = await frame.evaluate(async () => {
    const payloads = [];
    const subscription = await bridge.events.on('progress', (payload) => payloads.push(payload));
    await bridge.events.emit('progress', { done: 1 });
    await bridge.events.emit('other', { done: 2 });
    await bridge.view.getContext();
    subscription.unsubscribe();
    await bridge.events.emit('progress', { done: 3 });
    await bridge.view.getContext();
    return payloads;
  });
  expect(heard).toEqual([{ done: 1 }]);
});

test('the frame follows the theme of the site once it asked to', async ({ open, page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const frame = await open();
  const html = frame.locator('html');
  await expect(html).not.toHaveAttribute('data-color-mode');
  await frame.evaluate(() => bridge.view.theme.enable());
  await expect(html).toHaveAttribute('data-color-mode', 'light');
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(html).toHaveAttribute('data-color-mode', 'dark');
  await expect(html).toHaveAttribute('data-theme', /dark:dark/);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-color-mode', 'dark');
});

test('a full page has a history of its own', async ({ open }) => {
  const frame = await open();
  const seen = await frame.evaluate(async () => {
    const history = await bridge.view.createHistory();
    const seen = [];
    history.listen((location, action) => seen.push(`${action} ${location.pathname}`));
    history.push('/import?step=2');
    history.replace('/plan');
    history.goBack();
    return [...seen, history.location.pathname];
  });
  expect(seen).toEqual(['PUSH /import', 'REPLACE /plan', 'POP /', '/']);
  const panel = await open('/browse/DEMO-1');
  const refusal = await panel.evaluate(() => bridge.view.createHistory().catch((e) => e.message));
  expect(refusal).toContain('no history');
});

test('a panel refreshes the issue around it and stays', async ({ open, page }) => {
  const frame = await open('/browse/DEMO-4');
  const summary = `Renamed by the panel`;
  const status = await frame.evaluate(async (summary) => {
    globalThis.stays = true;
    const response = await bridge.requestJira('/rest/api/3/issue/DEMO-4', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ fields: { summary } }),
    });
    await bridge.view.refresh();
    return response.status;
  }, summary);
  expect(status).toBe(204);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(summary);
  await expect(page.locator('#activity')).toContainText(summary);
  expect(await frame.evaluate(() => globalThis.stays)).toBe(true);
});

test('the app names the window and says when it is ready', async ({ open, page }) => {
  const frame = await open();
  await frame.evaluate(() => bridge.view.changeWindowTitle('Import'));
  await expect(page).toHaveTitle('Import - Jira');
  await frame.evaluate(() => bridge.view.emitReadyEvent());
  await expect(page.locator('iframe[data-ready]')).toHaveCount(1);
});
