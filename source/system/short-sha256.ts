import type * as Crypto from 'node:crypto';
import {createRequire} from 'node:module';

// Any absolute path will do: only a built-in module is asked for.
const require = createRequire(process.execPath);

/** Gives the first 32 hex digits of a text's SHA-256, for names on disk that must not collide. */
export const shortSha256 = (text: string): string => {
	// Loading it takes 10 ms, and most starts need no such name.
	const crypto: typeof Crypto = require('node:crypto');
	return crypto.createHash('sha256').update(text).digest('hex').slice(0, 32);
};
