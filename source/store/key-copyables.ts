import type {RegisteredJwk} from '../keys/public-jwk.ts';
import {publicPem} from '../keys/public-pem.ts';
import {shellPath} from '../text/shell-quote.ts';
import type {Copyable} from './copyables.ts';
import type {KnownKeyRow} from './keys-slice.ts';

/** Lists what of a key can be copied: its public half in every form, and where the private one is, but never that. */
export const keyCopyables = ({record, place}: KnownKeyRow): readonly Copyable[] => {
	const {thumbprint, publicJwk, algorithm} = record;
	const jwk: Omit<RegisteredJwk, 'kid'> = {...publicJwk, alg: algorithm, use: 'sig'};
	const command = `pat-tui key show ${shellPath(thumbprint)}`;
	return [
		{label: 'Thumbprint', what: 'the thumbprint', text: thumbprint, file: 'thumbprint.txt'},
		{label: 'Public key, JWK', what: 'the JWK', text: JSON.stringify(jwk), file: 'jwk.json'},
		{label: 'Public key, JWKS', what: 'the JWKS', text: JSON.stringify({keys: [jwk]}), file: 'jwks.json'},
		{label: 'Public key, PEM', what: 'the PEM', text: publicPem(publicJwk).trimEnd(), file: 'public.pem'},
		{label: 'Where it is', what: 'the place', text: place, file: 'place.txt'},
		{label: 'Command to show it', what: 'the command', text: command, file: 'show.txt'},
	];
};
