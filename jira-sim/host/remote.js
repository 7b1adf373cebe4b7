// `invokeRemote` and `requestRemote`: both go through the simulator's gateway, which knows the
// backend's address and signs the token. The page itself never talks to the backend.

async function gateway(context, request) {
  const { moduleKey, localId, extension } = context;
  const response = await fetch('/gateway/remote', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...request, moduleKey, localId, extension }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

/** `requestRemote(key, init)`: answers with any status; a dead backend is a 502. */
export async function fetchRemote(context, { remoteKey, fetchRequestInit, isMultipartFormData }) {
  if (isMultipartFormData) throw new Error('The local host sends no files to a remote.');
  const { path, method = 'GET', headers = [], body = null } = fetchRequestInit;
  const answer = await gateway(context, {
    kind: 'fetch',
    remoteKey,
    path,
    method,
    headers: Object.fromEntries(headers),
    body,
  });
  return { ...answer, statusText: '' };
}

/** `invokeRemote(input)`; a resolver function cannot be invoked, for the app has none. */
export async function invoke(context, payload) {
  if (payload.invokeType !== 'ui-remote-fetch') {
    throw new Error(`This app has no function "${payload.functionKey ?? payload.invokeType}".`);
  }
  const { path, method = 'GET', headers = {}, body } = payload;
  // Forge takes nothing else here, and a text or a Map would arrive as something else.
  if (body !== undefined && Object.getPrototypeOf(body ?? 0) !== Object.prototype) {
    throw new Error('The body of an invocation must be a plain object.');
  }
  const answer = await gateway(context, {
    kind: 'invoke',
    path,
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  });
  const result = {
    status: answer.status,
    headers: Object.fromEntries(Object.entries(answer.headers).map(([k, v]) => [k, [v]])),
    body: parsed(answer),
  };
  const success = answer.status < 400;
  return success ? { success, payload: result } : { success, error: result };
}

function parsed({ headers, body }) {
  if (!(headers['content-type'] ?? '').includes('json') || body === '') return body;
  return JSON.parse(body);
}
