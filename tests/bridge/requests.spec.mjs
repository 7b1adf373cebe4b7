// requestJira, invokeRemote and requestRemote of the genuine @forge/bridge.
import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from './fixtures.mjs';

/** Carries out a bridge call in the frame and makes its Response plain. */
function requestJira(frame, path, init) {
  return frame.evaluate(
    async ([path, init]) => {
      const response = await bridge.requestJira(path, init);
      const text = await response.text();
      return { status: response.status, type: response.headers.get('content-type'), text };
    },
    [path, init],
  );
}

test('requestJira speaks as the person of the session', async ({ open }) => {
  const frame = await open();
  const { status, type, text } = await requestJira(frame, '/rest/api/3/myself');
  expect(status).toBe(200);
  expect(type).toContain('application/json');
  expect(JSON.parse(text).accountId).toBeTruthy();
  const refused = await requestJira(frame, '/rest/api/3/issue/NOPE-1');
  expect(refused.status).toBe(404);
  expect(JSON.parse(refused.text).errorMessages).toHaveLength(1);
});

test('a body is sent as text with the headers of the app', async ({ open, page }) => {
  let seen;
  await page.route('**/rest/api/3/echo', (route) => {
    seen = { body: route.request().postData(), headers: route.request().headers() };
    return route.fulfill({ status: 204 });
  });
  const frame = await open();
  const body = JSON.stringify({ summary: 'Zürich 🚀' });
  const headers = { 'Content-Type': 'application/json' };
  const answer = await requestJira(frame, '/rest/api/3/echo', { method: 'POST', headers, body });
  expect(answer).toEqual({ status: 204, type: null, text: '' });
  expect(seen.body).toBe(body);
  expect(seen.headers['content-type']).toBe('application/json');
  expect(seen.headers['x-atlassian-token']).toBe('no-check');
});

test('binary answers and one file of a form cross the bridge unharmed', async ({ open, page }) => {
  const bytes = [0, 255, 254, 65, 10];
  let form;
  await page.route('**/rest/api/3/attachment/content/1', (route) =>
    route.fulfill({ body: Buffer.from(bytes), contentType: 'image/png' }),
  );
  await page.route('**/rest/api/3/issue/DEMO-1/attachments', (route) => {
    form = route.request();
    return route.fulfill({ json: [] });
  });
  const frame = await open();
  const received = await frame.evaluate(async () => {
    const response = await bridge.requestJira('/rest/api/3/attachment/content/1');
    return [...new Uint8Array(await response.arrayBuffer())];
  });
  expect(received).toEqual(bytes);
  await frame.evaluate(async (bytes) => {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(bytes)], 'ä b.bin', { type: 'image/png' }));
    form.append('note', 'kept');
    const path = '/rest/api/3/issue/DEMO-1/attachments';
    await bridge.requestJira(path, { method: 'POST', body: form });
  }, bytes);
  expect(form.headers()['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  const sent = form.postDataBuffer();
  expect(sent.includes(Buffer.from(bytes))).toBe(true);
  expect(sent.toString('utf8')).toContain('filename="ä b.bin"');
  expect(sent.toString('utf8')).toContain('kept');
});

test('only paths of Jira’s REST API can be requested', async ({ open }) => {
  const frame = await open();
  for (const path of ['/gateway/remote', 'https://example.com/rest/', '/rest/../session/person']) {
    const refusal = await frame.evaluate(
      (path) => bridge.requestJira(path).then(() => 'answered', (error) => error.message),
      path,
    );
    expect(refusal).toContain('Not a path of Jira');
  }
});

test('invokeRemote carries a token that the backend can verify', async ({ open, stack }) => {
  const frame = await open();
  const input = { path: '/v1/jobs?limit=5', method: 'POST', body: { kind: 'export' } };
  const answer = await frame.evaluate((input) => bridge.invokeRemote(input), input);
  expect(answer.status).toBe(200);
  expect(answer.headers['x-a']).toBe('b');
  expect(answer.body).toEqual({
    method: 'POST', url: '/v1/jobs?limit=5', body: '{"kind":"export"}',
  });

  const { headers } = stack.backend.requests.at(-1);
  expect(headers['x-b3-traceid']).toMatch(/^[0-9a-f]{32}$/);
  expect(headers.cookie).toBeUndefined();
  const [head, claims, signature] = headers.authorization.replace('Bearer ', '').split('.');
  const { kid, alg } = JSON.parse(Buffer.from(head, 'base64url'));
  const jwks = await (await fetch(`${stack.frameOrigin}/.well-known/jwks.json`)).json();
  const key = createPublicKey({ key: jwks.keys.find((k) => k.kid === kid), format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  expect(alg).toBe('RS256');
  expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);

  const me = JSON.parse((await requestJira(frame, '/rest/api/3/myself')).text).accountId;
  const said = JSON.parse(Buffer.from(claims, 'base64url'));
  expect(said.iss).toBe('forge/invocation-token');
  expect(said.aud).toMatch(/^ari:cloud:ecosystem::app\//);
  expect(said.exp - said.iat).toBe(25);
  expect(said.principal).toBe(me);
  expect(said.context.moduleKey).toBe('rowport-global');
});

test('an error of the backend, and no backend, are answers and not exceptions', async ({ open }) => {
  const frame = await open();
  const call = (path) => frame.evaluate((path) => bridge.invokeRemote({ path }), path);
  expect(await call('/status/403')).toMatchObject({ status: 403, body: { url: '/status/403' } });
  expect(await call('/status/204')).toMatchObject({ status: 204, body: '' });
  expect(await call('/status/302')).toMatchObject({
    status: 502, body: { code: 'REMOTE_REDIRECTS' },
  });
});

test('an invocation has Forge’s limits: 500 KB, and an object as its body', async ({ open }) => {
  const frame = await open();
  const refused = [
    [{ text: 'x'.repeat(600_000) }, '500 KB'],
    ['{"kind":"export"}', 'plain object'],
  ];
  for (const [body, reason] of refused) {
    const refusal = await frame.evaluate(
      (body) =>
        bridge
          .invokeRemote({ path: '/', method: 'POST', body })
          .then(() => 'answered', (error) => error.message),
      body,
    );
    expect(refusal).toContain(reason);
  }
});

test('requestRemote reaches the remote by its key', async ({ open }) => {
  const frame = await open();
  const answer = await frame.evaluate(async () => {
    const init = { path: '/v1/jobs', method: 'PATCH', body: '{"a":1}' };
    const response = await bridge.requestRemote('rowport-backend', init);
    return { status: response.status, body: await response.json() };
  });
  expect(answer).toEqual({ status: 200, body: { method: 'PATCH', url: '/v1/jobs', body: '{"a":1}' } });
  const refusal = await frame.evaluate(() =>
    bridge.requestRemote('other', { path: '/' }).then(() => 'answered', (error) => error.message),
  );
  expect(refusal).toContain('no such remote');
});
