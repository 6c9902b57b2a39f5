import {createCipheriv, createDecipheriv, type KeyObject, pbkdf2} from 'node:crypto';
import {promisify} from 'node:util';
import type {Random} from '../system/random.ts';
import {reveal, type Secret} from '../text/secret.ts';
import {type DerElement, der, inSequence, isSame, readDer} from './der.ts';

const iterations = 600_000;

const pbes2 = der.oid('1.2.840.113549.1.5.13');
const pbkdf2Scheme = der.oid('1.2.840.113549.1.5.12');
const hmacWithSha256 = der.sequence(der.oid('1.2.840.113549.2.9'), der.nothing());
const aes256Cbc = der.oid('2.16.840.1.101.3.4.1.42');

/** What an encrypted PKCS#8 file says about its own encryption (PBKDF2-HMAC-SHA256, AES-256-CBC). */
export type Pbes2 = {
	readonly salt: Uint8Array;
	readonly iterations: number;
	readonly iv: Uint8Array;
	readonly ciphertext: Uint8Array;
};

const aesKey = async (passphrase: Secret, salt: Uint8Array, rounds: number) =>
	promisify(pbkdf2)(Buffer.from(reveal(passphrase), 'utf8'), salt, rounds, 32, 'sha256');

const toPem = (label: string, bytes: Uint8Array) => {
	const lines =
		Buffer.from(bytes)
			.toString('base64')
			.match(/.{1,64}/gu) ?? [];
	return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
};

/**
 * Encrypts a private key as PKCS#8 PEM: PBES2, PBKDF2-HMAC-SHA256 with 600,000 iterations and a 16-byte salt,
 * AES-256-CBC (RFC 8018). The passphrase is taken as UTF-8, as it was typed.
 */
export const encryptPkcs8 = async (
	privateKey: KeyObject,
	passphrase: Secret,
	random: Pick<Random, 'bytes'>,
): Promise<string> => {
	const plain = privateKey.export({format: 'der', type: 'pkcs8'});
	const salt = random.bytes(16);
	const iv = random.bytes(16);
	const key = await aesKey(passphrase, salt, iterations);
	const cipher = createCipheriv('aes-256-cbc', key, iv);
	const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
	plain.fill(0);
	key.fill(0);
	const derivation = der.sequence(
		pbkdf2Scheme,
		der.sequence(der.octetString(salt), der.integer(iterations), hmacWithSha256),
	);
	const encryption = der.sequence(aes256Cbc, der.octetString(iv));
	const algorithm = der.sequence(pbes2, der.sequence(derivation, encryption));
	return toPem('ENCRYPTED PRIVATE KEY', der.sequence(algorithm, der.octetString(ciphertext)));
};

const octets = (element: DerElement | undefined) => (element?.tag === 0x04 ? element.content : undefined);

const wholeNumber = (element: DerElement | undefined) => {
	if (element?.tag !== 0x02 || element.content.length === 0 || element.content.length > 6) return undefined;
	return element.content.reduce((sum, octet) => sum * 256 + octet, 0);
};

/** Reads the parameters of an encrypted PKCS#8 key (DER); undefined unless they are of the one kind that `encryptPkcs8` writes. */
export const readPbes2 = (bytes: Uint8Array): Pbes2 | undefined => {
	const [algorithm, encrypted] = inSequence(readDer(bytes));
	const [scheme, parameters] = inSequence(algorithm);
	const [derivation, encryption] = inSequence(parameters);
	const [derivationScheme, derivationParameters] = inSequence(derivation);
	const [saltElement, roundsElement, ...optional] = inSequence(derivationParameters);
	const [cipher, ivElement] = inSequence(encryption);
	const salt = octets(saltElement);
	const rounds = wholeNumber(roundsElement);
	const iv = octets(ivElement);
	const ciphertext = octets(encrypted);
	if (!isSame(scheme, pbes2) || !isSame(derivationScheme, pbkdf2Scheme) || !isSame(cipher, aes256Cbc))
		return undefined;
	if (!salt || !rounds || iv?.length !== 16 || !ciphertext) return undefined;
	// The optional key length may stand before the hash function.
	const hash = optional.at(-1);
	const keyLength = optional.length > 1 ? wholeNumber(optional[0]) : 32;
	if (optional.length > 2 || keyLength !== 32 || !isSame(hash, hmacWithSha256)) return undefined;
	return {salt, iterations: rounds, iv, ciphertext};
};

/** Decrypts to the plain PKCS#8 bytes; undefined when the passphrase does not fit. The caller limits the iterations first. */
export const decryptPbes2 = async (sealed: Pbes2, passphrase: Secret): Promise<Buffer | undefined> => {
	const key = await aesKey(passphrase, sealed.salt, sealed.iterations);
	try {
		const decipher = createDecipheriv('aes-256-cbc', key, sealed.iv);
		return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]);
	} catch {
		// AES-CBC notices a wrong key only by its padding: any failure here means that.
		return undefined;
	} finally {
		key.fill(0);
	}
};
