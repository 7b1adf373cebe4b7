// The one door to the world around the page: `globalThis.rowportHost`. Inside Jira it wraps the
// genuine @forge/bridge; in a page of its own it says that there is no frame, and the user
// interface sends its requests by fetch.

/** What opened the app, in the shape of the engine's `HostContext`. */
function hostContext(context) {
  const { modal, ...place } = context.extension ?? {};
  const { project, issue, jql, issueKeys } = { ...place, ...modal };
  const listed = issueKeys?.length > 0 ? `key in (${issueKeys.join(', ')})` : null;
  return {
    site_url: context.siteUrl ?? '',
    time_zone: context.timezone || localZone(),
    locale: context.locale || navigator.language,
    project: project?.key ?? null,
    issue: issue?.key ?? null,
    jql: jql || listed,
  };
}

const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';

/** The action of the list of work items. */
const ACTION = 'jira:issueNavigatorAction';

/**
 * Opens the app in a dialog of its own, where this frame is that of the list's action, which nobody
 * sees. Jira ends a dialog's frame without asking it; so neither Escape nor a click beside this one
 * closes it, but the app itself does, and asks first while it imports.
 */
async function opensDialog() {
  const { Modal, view } = await import('@forge/bridge');
  const context = await view.getContext();
  const { type, modal, jql, issueKeys } = context.extension ?? {};
  if (type !== ACTION || modal) return false;
  await new Modal({
    size: 'max',
    closeOnEscape: false,
    closeOnOverlayClick: false,
    context: { jql, issueKeys },
  }).open();
  return true;
}

/** Jira's frame. The package throws where there is no bridge, so it is loaded only where one is. */
async function framed() {
  const { invokeRemote, requestJira, router, showFlag, view } = await import('@forge/bridge');
  // Colours are no reason to wait or to fail: the page has its own where Jira sends none.
  view.theme.enable().catch((error) => console.warn('No theme from Jira:', error));
  const { extension } = await view.getContext();
  return {
    framed: () => true,
    closable: () => Boolean(extension?.modal),
    close: () => view.close(),
    context: async () => hostContext(await view.getContext()),

    // The bridge sets `text/plain` unless told otherwise, and cannot abort a request.
    async request({ method, path, body }) {
      const headers = { accept: 'application/json', 'content-type': 'application/json' };
      const response = await requestJira(path, { method, headers, body: body ?? undefined });
      return {
        status: response.status,
        headers: [...response.headers.entries()],
        body: await response.text(),
      };
    },

    async remote(method, path, body) {
      const headers = { 'content-type': 'application/json' };
      const answer = await invokeRemote({ method, path, headers, body: body ?? undefined });
      return { status: answer.status, body: answer.body ?? null };
    },

    open: (url) => router.open(url),
    flag: (id, type, title, description) =>
      void showFlag({ id, type, title, description, isAutoDismiss: true }),
  };
}

/** A page of its own, on the site's own origin. */
function standalone() {
  const parameters = new URLSearchParams(location.search);
  return {
    framed: () => false,
    closable: () => false,
    close: async () => undefined,
    context: async () => ({
      site_url: location.origin,
      time_zone: localZone(),
      locale: navigator.language,
      project: parameters.get('project'),
      issue: parameters.get('issue'),
      jql: parameters.get('jql'),
    }),
    open: async (url) => void window.open(url, '_blank', 'noopener'),
    flag: () => undefined,
  };
}

/** Whether the app itself is shown here. */
export const shown = !globalThis.__bridge || !(await opensDialog());

globalThis.rowportHost = globalThis.__bridge ? await framed() : standalone();
