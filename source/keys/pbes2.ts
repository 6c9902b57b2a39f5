import {createCipheriv, createDecipheriv, type KeyObject, pbkdf2} from 'node:crypto';
import {promisify} from 'node:util';
import type {Random} from '../system/random.ts';
import {reveal, type Secret} from '../text/secret.ts';
import {type DerElement, der, inSequence, isSame, readDer} from './der.ts';

/** The rounds of PBKDF2 that a key is encrypted with here; fewer let a passphrase be guessed faster. */
export const usedIterations = 600_000;

const pbes2 = der.oid('1.2.840.113549.1.5.13');
const pbkdf2Scheme = der.oid('1.2.840.113549.1.5.12');
const hmacWithSha256 = der.sequence(der.oid('1.2.840.113549.2.9'), der.nothing());
const aes256Cbc = der.oid('2.16.840.1.101.3.4.1.42');

const ciphers = [
	{oid: aes256Cbc, name: 'aes-256-cbc', keyOctets: 32, ivOctets: 16},
	{oid: der.oid('2.16.840.1.101.3.4.1.22'), name: 'aes-192-cbc', keyOctets: 24, ivOctets: 16},
	{oid: der.oid('2.16.840.1.101.3.4.1.2'), name: 'aes-128-cbc', keyOctets: 16, ivOctets: 16},
	{oid: der.oid('1.2.840.113549.3.7'), name: 'des-ede3-cbc', keyOctets: 24, ivOctets: 8},
] as const;

const hashes = [
	{oid: der.oid('1.2.840.113549.2.9'), name: 'sha256'},
	{oid: der.oid('1.2.840.113549.2.7'), name: 'sha1'},
	{oid: der.oid('1.2.840.113549.2.8'), name: 'sha224'},
	{oid: der.oid('1.2.840.113549.2.10'), name: 'sha384'},
	{oid: der.oid('1.2.840.113549.2.11'), name: 'sha512'},
] as const;

/** What an encrypted PKCS#8 file says about its own encryption: PBKDF2 with one of the HMACs, AES or Triple DES as CBC. */
export type Pbes2 = {
	readonly cipher: (typeof ciphers)[number];
	readonly hash: (typeof hashes)[number]['name'];
	readonly salt: Uint8Array;
	readonly iterations: number;
	readonly iv: Uint8Array;
	readonly ciphertext: Uint8Array;
};

const derivedKey = async (
	passphrase: Secret,
	{
		salt,
		iterations: rounds,
		hash,
		octets: length,
	}: Pick<Pbes2, 'salt' | 'iterations' | 'hash'> & {octets: number},
) => promisify(pbkdf2)(Buffer.from(reveal(passphrase), 'utf8'), salt, rounds, length, hash);

const toPem = (label: string, bytes: Uint8Array) => {
	const lines =
		Buffer.from(bytes)
			.toString('base64')
			.match(/.{1,64}/gu) ?? [];
	return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
};

/**
 * Encrypts a private key as PKCS#8 PEM: PBES2, PBKDF2-HMAC-SHA256 with 600,000 iterations and a 16-byte salt,
 * AES-256-CBC (RFC 8018). The passphrase is taken as UTF-8, as it was typed. Fewer iterations are for what protects nothing.
 */
export const encryptPkcs8 = async (
	privateKey: KeyObject,
	passphrase: Secret,
	random: Pick<Random, 'bytes'>,
	iterations = usedIterations,
): Promise<string> => {
	const plain = privateKey.export({format: 'der', type: 'pkcs8'});
	const salt = random.bytes(16);
	const iv = random.bytes(16);
	const key = await derivedKey(passphrase, {salt, iterations, hash: 'sha256', octets: 32});
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

const hashOf = (element: DerElement | undefined): Pbes2['hash'] | undefined => {
	// RFC 8018 leaves HMAC-SHA1 unsaid.
	if (!element) return 'sha1';
	const [scheme] = inSequence(element);
	return hashes.find(({oid}) => isSame(scheme, oid))?.name;
};

/** Reads the parameters of an encrypted PKCS#8 key (DER; RFC 8018, A.4); undefined where it is encrypted in another way or damaged. */
export const readPbes2 = (bytes: Uint8Array): Pbes2 | undefined => {
	const [algorithm, encrypted] = inSequence(readDer(bytes));
	const [scheme, parameters] = inSequence(algorithm);
	const [derivation, encryption] = inSequence(parameters);
	const [derivationScheme, derivationParameters] = inSequence(derivation);
	const [saltElement, roundsElement, ...optional] = inSequence(derivationParameters);
	const [cipherElement, ivElement] = inSequence(encryption);
	const salt = octets(saltElement);
	const rounds = wholeNumber(roundsElement);
	const iv = octets(ivElement);
	const ciphertext = octets(encrypted);
	const cipher = ciphers.find(({oid}) => isSame(cipherElement, oid));
	if (!isSame(scheme, pbes2) || !isSame(derivationScheme, pbkdf2Scheme) || !cipher) return undefined;
	if (!salt || !rounds || iv?.length !== cipher.ivOctets || !ciphertext) return undefined;
	// The optional key length may stand before the hash function.
	const hasLength = optional[0]?.tag === 0x02;
	const hash = hashOf(optional[hasLength ? 1 : 0]);
	const keyLength = hasLength ? wholeNumber(optional[0]) : cipher.keyOctets;
	if (optional.length > (hasLength ? 2 : 1) || keyLength !== cipher.keyOctets || !hash) return undefined;
	return {cipher, hash, salt, iterations: rounds, iv, ciphertext};
};

/** Decrypts to the plain PKCS#8 bytes; undefined when the passphrase does not fit. The caller limits the iterations first. */
export const decryptPbes2 = async (sealed: Pbes2, passphrase: Secret): Promise<Buffer | undefined> => {
	const key = await derivedKey(passphrase, {...sealed, octets: sealed.cipher.keyOctets});
	try {
		const decipher = createDecipheriv(sealed.cipher.name, key, sealed.iv);
		return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]);
	} catch {
		// CBC notices a wrong key only by its padding: any failure here means that.
		return undefined;
	} finally {
		key.fill(0);
	}
};
