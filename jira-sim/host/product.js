// `requestJira`: a call of the site's REST API as the person who looks at the page.

/** Content types that cross the bridge as text; everything else is an attachment (base64). */
const TEXT = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded)|[^;]*\+(json|xml))/i;

/** Carries out `fetchProduct` and returns what the bridge makes a `Response` of. */
export async function fetchProduct({ product, restPath, fetchRequestInit, isMultipartFormData }) {
  if (product !== 'jira') throw new Error(`This site has no product "${product}".`);
  const url = new URL(restPath, location.origin);
  if (url.origin !== location.origin || !url.pathname.startsWith('/rest/')) {
    throw new Error(`Not a path of Jira's REST API: ${restPath}`);
  }
  const { method = 'GET', headers = [], body } = fetchRequestInit ?? {};
  const init = { method, headers: new Headers(headers), body: body ?? undefined, redirect: 'follow' };
  if (isMultipartFormData) {
    init.body = formData(JSON.parse(body));
    // The browser writes this header itself, with the boundary of the parts.
    init.headers.delete('content-type');
  }
  return bridgeResponse(await fetch(url, init));
}

/** The form that `@forge/bridge` flattened: only the field named `file` is a file. */
export function formData(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (name.startsWith('__')) continue;
    if (`__${name}Name` in fields) {
      const blob = dataUrlToBlob(value, fields[`__${name}Type`]);
      form.append(name, blob, fields[`__${name}Name`]);
    } else {
      form.append(name, value);
    }
  }
  return form;
}

function dataUrlToBlob(dataUrl, type) {
  const bytes = Uint8Array.from(atob(dataUrl.split(',')[1]), (char) => char.charCodeAt(0));
  return new Blob([bytes], { type });
}

async function bridgeResponse(response) {
  const headers = Object.fromEntries(response.headers.entries());
  const { status, statusText } = response;
  const type = headers['content-type'] ?? 'text/plain';
  if (TEXT.test(type)) return { status, statusText, headers, body: await response.text() };
  const blob = await response.blob();
  if (blob.size === 0) return { status, statusText, headers, body: '' };
  return { status, statusText, headers, body: await base64(blob), isAttachment: true };
}

function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(',')[1]);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
