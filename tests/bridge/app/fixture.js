// The genuine bridge, within reach of the tests.
import * as bridge from '@forge/bridge';

globalThis.bridge = bridge;
document.documentElement.dataset.ready = 'true';
