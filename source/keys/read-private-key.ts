import type {KeyObject} from 'node:crypto';
import {fail, ok, type Result} from '../result.ts';
import type {Secret} from '../text/secret.ts';
import {isPkcs8, parsePkcs8} from './parse-pkcs8.ts';
import {decryptPbes2, readPbes2} from './pbes2.ts';

/** Says why a private key could not be opened. */
export type PrivateKeyError = {
	readonly kind: 'needs-passphrase' | 'wrong-passphrase' | 'unreadable';
	readonly message: string;
};

/** The most bytes that a private key file may have: 64 KiB. */
export const largestKeyFile = 65_536;

const mostIterations = 10_000_000;
const pem =
	/^\s*-----BEGIN (ENCRYPTED )?PRIVATE KEY-----\r?\n([A-Za-z\d+/=\r\n]+)-----END \1PRIVATE KEY-----\s*$/u;

const unreadable = (message: string) => fail<PrivateKeyError>({kind: 'unreadable', message});

const wrongPassphrase = () =>
	fail<PrivateKeyError>({
		kind: 'wrong-passphrase',
		message: 'This passphrase does not open the key.',
	});

const openPlain = (bytes: Uint8Array) => {
	const key = parsePkcs8(bytes);
	return key ? ok(key) : unreadable('The key file holds no RSA, P-256 or P-521 private key, or is damaged.');
};

/**
 * Reads a private key as the key store writes it: PKCS#8 PEM, plain or PBES2. The bytes are taken as hostile:
 * their size and iteration count are limited before any work. A passphrase for a plain key is ignored.
 */
export const readPrivateKey = async (
	bytes: Uint8Array,
	passphrase?: Secret,
): Promise<Result<KeyObject, PrivateKeyError>> => {
	if (bytes.length > largestKeyFile) return unreadable('The key file is larger than any private key.');
	const found = pem.exec(Buffer.from(bytes).toString('latin1'));
	if (!found) return unreadable('The key file is not a PKCS#8 private key in PEM.');
	const [, encrypted, text = ''] = found;
	const body = Buffer.from(text, 'base64');
	if (encrypted === undefined) return openPlain(body);
	const sealed = readPbes2(body);
	if (!sealed) return unreadable('The key file is encrypted in a way that this program does not write.');
	if (sealed.iterations > mostIterations) {
		return unreadable(`The key file asks for ${sealed.iterations} rounds of work, more than is safe to do.`);
	}
	if (sealed.ciphertext.length === 0 || sealed.ciphertext.length % 16 !== 0) {
		return unreadable('The key file is damaged.');
	}
	if (passphrase === undefined) {
		return fail({kind: 'needs-passphrase', message: 'The key is encrypted: its passphrase is needed.'});
	}
	const plain = await decryptPbes2(sealed, passphrase);
	// One wrong passphrase in some 256 passes the padding and gives bytes that are no PKCS#8 at all.
	if (!plain || !isPkcs8(plain)) return wrongPassphrase();
	const key = openPlain(plain);
	plain.fill(0);
	return key;
};
