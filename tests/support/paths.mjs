// Where things are.
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

/** The project's root. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The Python of the tests' virtual environment. */
export const python = process.env.ROWPORT_PYTHON ?? join(root, 'tests/.venv/bin/python');
