import {fail, ok, type Result} from '../result.ts';
import type {Algorithm} from './algorithms.ts';
import {algorithmsFor} from './fit-algorithm.ts';
import {fromBase64} from './import/base64.ts';
import {inDer} from './import/der-key.ts';
import {type Finding, type FoundKey, type PublicKeyError, privateKey} from './import/found-key.ts';
import {inJson} from './import/json-key.ts';
import {keyText, pemLines} from './import/key-text.ts';
import {inPem} from './import/pem-key.ts';
import {inSshText} from './import/ssh-text.ts';
import type {PublicJwk} from './public-jwk.ts';
import {largestKeyFile} from './read-private-key.ts';
import {thumbprint} from './thumbprint.ts';

/** A public key that somebody brings: what it was recognised as (`a key as JWK`), its RFC 7638 thumbprint, and the algorithms that it can serve, the usual one first. */
export type BroughtKey = {
	readonly publicJwk: PublicJwk;
	readonly form: string;
	readonly thumbprint: string;
	readonly algorithms: readonly Algorithm[];
};

/** Says why no public key could be read, as `PublicKeyError` does, with the public half of a private key where it can be had. */
export type BroughtKeyError = Omit<PublicKeyError, 'publicHalf'> & {readonly publicHalf?: BroughtKey};

const broughtKey = ({publicJwk, form, allowed}: FoundKey): BroughtKey => {
	const print = thumbprint(publicJwk);
	if (print === undefined) throw new Error('A checked public key has no thumbprint');
	const algorithms = algorithmsFor(publicJwk).filter(each => allowed?.includes(each) ?? true);
	return {publicJwk, form, thumbprint: print, algorithms};
};

const inBase64 = (text: string): Finding | undefined => {
	const der = text.length < 64 ? undefined : fromBase64(text);
	return der && inDer(der);
};

const puttyKey = (text: string): Finding | undefined =>
	/^PuTTY-User-Key-File-\d/u.test(text.trimStart())
		? fail({
				kind: 'other-form',
				message: 'It holds a private key of PuTTY. Nothing was taken from it.',
				remedy: '`puttygen FILE -O public-openssh -o public.pub` makes a public key of OpenSSH of it.',
			})
		: undefined;

const cutOff = (text: string): Finding | undefined =>
	text.includes('PRIVATE KEY-----') ? privateKey('openssl pkey -in FILE -pubout -out public.pem') : undefined;

const search = (bytes: Uint8Array): Finding => {
	if (bytes.length > largestKeyFile) {
		return fail({
			kind: 'too-large',
			message: 'It is larger than any public key.',
			remedy: 'Name the file of the public key.',
		});
	}
	const der = bytes[0] === 0x30 ? inDer(bytes) : undefined;
	if (der) return der;
	const text = keyText(bytes);
	return (
		inJson(text) ??
		inPem(pemLines(text)) ??
		inSshText(text) ??
		inBase64(text) ??
		puttyKey(text) ??
		cutOff(text) ??
		fail({
			kind: 'no-key',
			message: 'It holds no public key in a form that is known.',
			remedy:
				'A public key in PEM begins with -----BEGIN PUBLIC KEY-----; `openssl pkey -pubout` writes such files.',
		})
	);
};

const fitting = (key: BroughtKey): Result<BroughtKey, BroughtKeyError> =>
	key.algorithms.length > 0
		? ok(key)
		: fail({
				kind: 'unsupported-key',
				message: 'It names an algorithm that its key can not sign with.',
				remedy: 'Correct the algorithm in it, or leave it out.',
			});

/**
 * Reads a public key that somebody brings, from a file or pasted: PEM (RFC 7468; keys, certificates, requests), DER, bare
 * base64, JWK and JWKS (RFC 7517), OpenSSH and RFC 4716, and what AWS KMS, Google Cloud KMS and Azure Key Vault answer.
 * The bytes are taken as hostile; another form is refused by its name, with the command that converts it.
 */
export const readPublicKey = (bytes: Uint8Array): Result<BroughtKey, BroughtKeyError> => {
	const result = search(bytes);
	if (result.ok) return fitting(broughtKey(result.value));
	const {publicHalf, ...error} = result.error;
	return fail({...error, ...(publicHalf && {publicHalf: broughtKey(publicHalf)})});
};
