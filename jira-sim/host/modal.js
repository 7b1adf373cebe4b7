// Modal views: `Modal.open()` of the bridge, and the navigator action of the issue list. A native
// dialog keeps the focus inside and gives it back.
import { createFrame, forgetFrame } from './frames.js';

/** Jira's named sizes, as width and height. */
const SIZES = {
  small: ['400px', '40vh'],
  medium: ['600px', '60vh'],
  large: ['800px', '75vh'],
  xlarge: ['968px', '85vh'],
  max: ['96vw', '92vh'],
  resizable: ['800px', '75vh'],
  fullscreen: ['100vw', '100vh'],
};

/** `Modal.open()`: the opener's resource again, with `extension.modal` in its context. */
export function openModalOf(opener, options) {
  const { context, iframe } = opener;
  openModal({
    ...options,
    title: options.title || iframe.title,
    src: new URL(iframe.src).pathname,
    context: {
      ...context,
      localId: `${context.localId}/modal`,
      extension: { ...context.extension, modal: options.context },
    },
  });
  return true;
}

/** The navigator action's view, on the issues of the list. */
export function openNavigatorAction(context, { title, src, size }) {
  openModal({ title, src, size, context });
}

function openModal({ title, src, size, context, onClose, closeOnEscape, closeOnOverlayClick }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'modal';
  const [width, height] = SIZES[size] ?? [size?.width, size?.height ?? '60vh'];
  Object.assign(dialog.style, { width, height });
  const slot = document.createElement('div');
  slot.className = 'modal-body';
  Object.assign(slot.dataset, { title, src });
  const heading = document.createElement('h2');
  heading.textContent = title;
  heading.id = `modal-${context.localId}`;
  dialog.setAttribute('aria-labelledby', heading.id);
  const closer = document.createElement('button');
  closer.type = 'button';
  closer.className = 'button subtle';
  closer.textContent = 'Close';
  const head = document.createElement('header');
  head.className = 'modal-head';
  head.append(heading, closer);
  dialog.append(head, slot);

  const frame = createFrame(context, slot);
  frame.close = (payload) => {
    if (!dialog.open) return false;
    for (const callback of [...frame.onClose, onClose]) callback?.(payload);
    dialog.close();
    return true;
  };
  closer.addEventListener('click', () => frame.close());
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (closeOnEscape !== false) frame.close();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog && closeOnOverlayClick) frame.close();
  });
  dialog.addEventListener('close', () => {
    forgetFrame(frame);
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}
