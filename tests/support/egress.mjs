// What leaves the page, and to whom.

/**
 * Records every request of a browser context that goes anywhere but to Jira's REST API: to the
 * backend (through the site's gateway), to the app's own origin, to the world.
 */
export function recordEgress(context) {
  const sent = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!url.pathname.startsWith('/rest/')) {
      sent.push({ method: request.method(), url: request.url(), body: request.postData() ?? '' });
    }
  });
  return sent;
}

/** Bytes of recorded requests whose address or body holds one of the texts. */
export function bytesWith(sent, texts) {
  const holds = ({ url, body }) => {
    const all = `${decodeURIComponent(url)}\n${url}\n${body}`;
    return texts.some((text) => all.includes(text));
  };
  return sent.filter(holds).reduce((sum, { url, body }) => sum + url.length + body.length, 0);
}
