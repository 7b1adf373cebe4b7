// The app runs under Forge's policy and sandbox, on another site than the page around it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../support/paths.mjs';
import { expect, test } from './fixtures.mjs';

const WASM = 'new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) && "compiled"';

test('the policy is the one that @forge/csp makes, on pages and on scripts', async ({ stack }) => {
  const args = ['--manifest', join(root, 'manifest.yml'), '--app', join(root, 'tests/bridge/app')];
  const described = execFileSync('node', [join(root, 'jira-sim/host/describe.mjs'), ...args]);
  const expected = JSON.parse(described).csp.replaceAll('__HOSTNAME__', stack.site);
  for (const file of ['index.html', 'fixture.js']) {
    const { headers } = await fetch(`${stack.frameOrigin}/app-frame/main/${file}`);
    expect(headers.get('content-security-policy'), file).toBe(expected);
  }
});

test('the frame is of another site and has Forge’s sandbox', async ({ open, page, stack }) => {
  const frame = await open();
  expect(await frame.evaluate(() => location.origin)).toBe(stack.frameOrigin);
  const iframe = page.locator('.frame-slot iframe');
  await expect(iframe).toHaveAttribute(
    'sandbox',
    'allow-downloads allow-forms allow-modals allow-pointer-lock allow-same-origin allow-scripts',
  );
  await expect(iframe).toHaveAttribute('allow', /clipboard-write/);
  const parent = await frame.evaluate(() => {
    try {
      return window.parent.document.title;
    } catch (error) {
      return error.name;
    }
  });
  expect(parent).toBe('SecurityError');
});

test('WebAssembly compiles on the page and in a worker; inline styles do nothing', async ({ open }) => {
  const frame = await open();
  expect(await frame.evaluate(WASM)).toBe('compiled');
  const worker = await frame.evaluate(
    () =>
      new Promise((resolve) => {
        const worker = new Worker('./worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = () => resolve('did not start');
      }),
  );
  expect(worker).toBe('compiled');
  const width = await frame.evaluate(() => {
    const div = document.createElement('div');
    div.setAttribute('style', 'width: 7px');
    document.body.append(div);
    return getComputedStyle(div).width;
  });
  expect(width).not.toBe('7px');
});

test('the session of the site does not reach the frame', async ({ open }) => {
  const frame = await open();
  const status = await frame.evaluate(async () => (await fetch('/rest/api/3/myself')).status);
  expect(status).toBe(401);
});

test('another page cannot call in the name of the session', async ({ stack }) => {
  for (const origin of [stack.frameOrigin, 'https://example.com', undefined]) {
    const response = await fetch(`${stack.site}/gateway/remote`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: 'jira_sim_session=admin',
        ...(origin ? { origin } : {}),
      },
      body: JSON.stringify({
        kind: 'invoke', path: '/', method: 'GET', moduleKey: 'rowport-global', localId: '', extension: {},
      }),
    });
    expect(response.status).toBe(401);
  }
  expect(stack.backend.requests.filter(({ url }) => url === '/')).toEqual([]);
});

test('opened on the frame’s own site, the app has storage', async ({ open, stack }) => {
  const frame = await open('/', stack.frameOrigin);
  const stored = await frame.evaluate(() => {
    localStorage.setItem('a', 'b');
    return localStorage.getItem('a');
  });
  expect(stored).toBe('b');
  const { siteUrl } = await frame.evaluate(() => bridge.view.getContext());
  expect(siteUrl).toBe(stack.frameOrigin);
});

test('files outside the app, and addresses of the CDN’s root, are not served', async ({ stack }) => {
  for (const path of ['/fixture.js', '/app-frame/other/index.html', '/app-frame/main/..%2fCargo.toml']) {
    expect((await fetch(stack.frameOrigin + path)).status, path).toBe(404);
  }
});
