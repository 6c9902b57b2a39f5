import type {Flag} from '../flag.ts';

/** The flag that names the file of a public key. */
export const publicKeyFileFlag: Flag = {
	name: 'public-key-file',
	short: 'f',
	value: 'FILE',
	summary:
		'The public key: PEM, JWK, a line of OpenSSH and more, - reads standard input; its private key stays with you',
};
