// `router`: where the app may send the person, and the addresses of Jira's pages.

const TARGETS = {
  issue: ({ issueKey }) => `/browse/${encodeURIComponent(issueKey)}`,
  projectSettingsDetails: ({ projectKey }) => `/projects/${encodeURIComponent(projectKey)}`,
  module: ({ projectKey, path = '' }) =>
    projectKey ? `/projects/${encodeURIComponent(projectKey)}/apps/rowport${path}` : `/${path}`,
};

function address(target) {
  if (typeof target.url === 'string') return new URL(target.url, location.origin);
  const path = TARGETS[target.target];
  if (!path) throw new Error(`This site has no page for the target "${target.target}".`);
  return new URL(path(target), location.origin);
}

/** `router.navigate` and `router.open`; only pages of the web can be opened. */
export function navigate(target) {
  const url = address(target);
  if (!['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`Not an address of a web page: ${url.protocol}`);
  }
  if (target.type === 'new-tab') window.open(url, '_blank', 'noopener');
  else location.assign(url);
}

/** `router.getUrl`: the absolute address of a target. */
export function getUrl(target) {
  return address(target).href;
}

/**
 * `view.refresh`: draws the page's own parts again (an issue's fields, comments, history), and
 * leaves the app's frame as it is.
 */
export async function refreshPage() {
  const parts = document.querySelectorAll('[data-refresh]');
  if (parts.length === 0) return false;
  const text = await (await fetch(location.href)).text();
  const fresh = new DOMParser().parseFromString(text, 'text/html');
  for (const part of parts) {
    const next = fresh.getElementById(part.id);
    if (next) part.replaceWith(document.adoptNode(next));
  }
  return true;
}
