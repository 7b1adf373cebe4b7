// The page's first script: connects to Jira's frame, then loads the user interface. Whatever fails
// here is said in words on the page; nothing of Rowport runs yet that could say it.

const byId = (id) => document.getElementById(id);

/** Shows the notice that takes the place of the app. */
function stop(title, text, cause) {
  byId('boot')?.remove();
  byId('stopped-title').textContent = title;
  byId('stopped-text').textContent = text;
  byId('stopped-cause').textContent = cause;
  byId('stopped-close').hidden = !inDialog();
  byId('stopped').hidden = false;
  byId('stopped-title').focus();
}

byId('stopped-reload').addEventListener('click', () => location.reload());

/** Whether the app is in a dialog that only the app can close. */
const inDialog = () => globalThis.rowportHost?.closable() ?? false;
const close = () => void globalThis.rowportHost.close();

byId('stopped-close').addEventListener('click', close);

/** Closes the dialog as long as there is no app that does. */
function closeByEscape(event) {
  if (event.key === 'Escape' && inDialog()) close();
}

addEventListener('keydown', closeByEscape);

// The user interface calls this from its panic hook, where no more of it can be trusted.
globalThis.rowportStopped = (cause) =>
  stop(
    'Rowport stopped',
    'Something went wrong that Rowport did not expect. What was already written to Jira stays; ' +
      'an import that was under way can be repeated, and Rowport will find what is done.',
    cause,
  );

async function start() {
  if (typeof WebAssembly !== 'object') throw new Error('WebAssembly is missing.');
  const { shown } = await import('./app/bridge.js');
  if (!shown) return;
  const { default: init } = await import('./app/ui.js');
  await init();
  removeEventListener('keydown', closeByEscape);
}

try {
  await start();
} catch (error) {
  const cause = String(error?.message ?? error);
  const blocked = /unsafe-eval|WebAssembly/.test(cause);
  stop(
    'Rowport could not start',
    blocked
      ? 'This browser does not let Rowport run WebAssembly, which it is made of. A browser policy ' +
          '(“enhanced security”, lockdown mode) may be the reason: ask for an exception for this ' +
          'site, or use another browser.'
      : 'A part of Rowport did not load. Check the connection and load it again.',
    cause,
  );
}
