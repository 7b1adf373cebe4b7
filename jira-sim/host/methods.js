// Every method of the bridge that this host answers, by the name the genuine @forge/bridge calls.
// What Jira refuses for a module is refused here: `false` where the bridge turns that into its own
// error, a rejection elsewhere.
import { closeFlag, showFlag } from './flags.js';
import { openModalOf } from './modal.js';
import { fetchProduct } from './product.js';
import { fetchRemote, invoke } from './remote.js';
import { getUrl, navigate, refreshPage } from './router.js';
import { emit, on } from './events.js';
import { themeState } from './theme.js';

const FULL_PAGE_MODULES = ['jira:globalPage', 'jira:projectPage'];

const methods = {
  fetchProduct: (_frame, payload) => fetchProduct(payload),
  fetchRemote: (frame, payload) => fetchRemote(frame.context, payload),
  invoke: (frame, payload) => invoke(frame.context, payload),

  getContext: ({ context }) => ({ ...context, theme: themeState() }),
  getFrameId: ({ context }) => context.localId,
  enableTheming: (frame) => {
    frame.themed = true;
    return themeState();
  },
  createHistory: ({ context }) => {
    if (!FULL_PAGE_MODULES.includes(context.extension.type)) {
      throw new Error('This module has no history: only full pages have one.');
    }
    return true;
  },

  openModal: (frame, options) => openModalOf(frame, options),
  onClose: (frame, callback) => {
    if (!frame.close || typeof callback !== 'function') return false;
    frame.onClose.push(callback);
    return true;
  },
  close: (frame, payload) => (frame.close ? frame.close(payload) : false),
  submit: (frame, payload) => (frame.close ? frame.close(payload) : false),
  refresh: () => refreshPage(),
  open: () => false,

  showFlag: (_frame, options) => showFlag(options),
  closeFlag: (_frame, { id }) => closeFlag(id),

  navigate: (_frame, target) => navigate(target),
  getUrl: (_frame, target) => getUrl(target),
  reload: () => location.reload(),
  changeWindowTitle: (_frame, title) => {
    document.title = `${title} - Jira`;
  },

  on: (frame, { event, callback }) => on(frame, `app:${event}`, callback),
  emit: (frame, { event, payload }) => emit(`app:${event}`, payload),
  onPublic: (frame, { event, callback }) => on(frame, `public:${event}`, callback),
  emitPublic: (frame, { event, payload }) => emit(`public:${event}`, payload),
  emitReadyEvent: (frame) => {
    frame.iframe.dataset.ready = 'true';
  },
};

/** Answers one call of a frame, or rejects with a text for the app's developer. */
export async function answer(frame, method, payload) {
  if (!Object.hasOwn(methods, method)) {
    throw new Error(`The local host does not answer the bridge method "${method}".`);
  }
  return methods[method](frame, payload);
}
