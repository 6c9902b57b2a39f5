import type {RegisteredJwk, Token} from '../api/token.ts';
import {environmentNames} from '../config/environments.ts';
import {registeredPublicJwk} from '../exports/registered-public-jwk.ts';
import {thumbprint} from '../keys/thumbprint.ts';
import {shellPath} from '../text/shell-quote.ts';

/** Something of a token that can be copied, raw; nothing of it is secret. */
export type Copyable = {
	readonly label: string;
	/** What it is, with its article, as inside a sentence. */
	readonly what: string;
	readonly text: string;
	/** The last part of the name of a file with it, with its ending. */
	readonly file: string;
};

const tryCommand = (id: string, environment: string | undefined): string =>
	[
		'pat-tui token try',
		// A value that begins with a dash is only read as one after the equals sign.
		/^[\w.]/u.test(id) ? `-i ${shellPath(id)}` : `--token-id=${shellPath(id)}`,
		...(environment === undefined ? [] : [`--environment=${shellPath(environment)}`]),
	].join(' ');

/** Lists what of a token can be copied, without what its record lacks. */
export const copyables = (token: Token, environment: string | undefined): readonly Copyable[] => {
	const {id, ari, keys} = token;
	// An override of the addresses has no name that the flag takes.
	const named = environmentNames.find(known => known === environment);
	const several = keys.length > 1;
	const ofKeys = (
		label: string,
		what: string,
		[name, ending]: readonly [name: string, ending: string],
		textOf: (key: RegisteredJwk) => string | undefined,
	): readonly Copyable[] =>
		keys.map((key, at) => ({
			label: several ? `${label} ${at + 1}` : label,
			what: several ? `${what} ${at + 1}` : what,
			text: textOf(key) ?? '',
			file: `${name}${several ? `-${at + 1}` : ''}.${ending}`,
		}));
	const jwks = keys.length > 0 ? JSON.stringify({keys: keys.map(registeredPublicJwk)}) : '';
	return [
		{label: 'Id', what: 'the id', text: id, file: 'id.txt'},
		{label: 'ARI', what: 'the ARI', text: ari, file: 'ari.txt'},
		...ofKeys('Key id', 'the key id', ['kid', 'txt'], ({kid}) => kid),
		...ofKeys('Public key, JWK', 'the JWK', ['jwk', 'json'], key =>
			key.kty ? JSON.stringify(registeredPublicJwk(key)) : undefined,
		),
		{label: 'Public keys, JWKS', what: 'the JWKS', text: jwks, file: 'jwks.json'},
		...ofKeys('Thumbprint', 'the thumbprint', ['thumbprint', 'txt'], thumbprint),
		{
			label: 'Command to try it',
			what: 'the command',
			text: id === '' ? '' : tryCommand(id, named),
			file: 'try.txt',
		},
	].filter(({text}) => text !== '');
};
