import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

// Upwards, for a bundle of this file lies deeper than the file itself.
const rootAbove = folder => (existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder)));

/** The folder that holds `package.json`. */
export const projectRoot = rootAbove(dirname(fileURLToPath(import.meta.url)));
