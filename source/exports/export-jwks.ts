import type {RegisteredJwk} from '../api/token.ts';
import {jsonText} from '../text/json-text.ts';
import {registeredPublicJwk} from './registered-public-jwk.ts';

/** Writes the registered public keys of a token as a JWKS (RFC 7517, section 5). */
export const exportJwks = (keys: readonly RegisteredJwk[]): string =>
	`${jsonText({keys: keys.map(registeredPublicJwk)}, 2)}\n`;
