import type {KeyObject} from 'node:crypto';
import {fail, ok, type Result} from '../result.ts';
import type {Secret} from '../text/secret.ts';
import {decryptPkcs8, type PrivateKeyError} from './decrypt-pkcs8.ts';
import {parsePkcs8} from './parse-pkcs8.ts';

/** The most bytes that a private key file may have: 64 KiB. */
export const largestKeyFile = 65_536;

const pem =
	/^\s*-----BEGIN (ENCRYPTED )?PRIVATE KEY-----\r?\n([A-Za-z\d+/=\r\n]+)-----END \1PRIVATE KEY-----\s*$/u;

/** Tells whether a text is a private key in the form in which the key store writes one: PKCS#8 in PEM, plain or encrypted. */
export const isPkcs8Pem = (text: string): boolean => pem.test(text);

const unreadable = (message: string) => fail<PrivateKeyError>({kind: 'unreadable', message});

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
	const plain = await decryptPkcs8(body, passphrase);
	if (!plain.ok) return plain;
	const key = openPlain(plain.value);
	plain.value.fill(0);
	return key;
};
