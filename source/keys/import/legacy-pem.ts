import {createDecipheriv, createHash} from 'node:crypto';
import {reveal, type Secret} from '../../text/secret.ts';

const ciphers = {
	'AES-256-CBC': {name: 'aes-256-cbc', keyOctets: 32, ivOctets: 16},
	'AES-192-CBC': {name: 'aes-192-cbc', keyOctets: 24, ivOctets: 16},
	'AES-128-CBC': {name: 'aes-128-cbc', keyOctets: 16, ivOctets: 16},
	'DES-EDE3-CBC': {name: 'des-ede3-cbc', keyOctets: 24, ivOctets: 8},
} as const;

/** How a PEM block of old is encrypted (RFC 1421, `DEK-Info`). */
export type LegacyEncryption = {
	readonly cipher: (typeof ciphers)[keyof typeof ciphers];
	readonly iv: Uint8Array;
};

const isKnown = (name: string): name is keyof typeof ciphers => Object.hasOwn(ciphers, name);

/** Reads a `DEK-Info` header; undefined where its cipher is another than AES and Triple DES as CBC, or it is damaged. */
export const readDekInfo = (value: string): LegacyEncryption | undefined => {
	const [, name = '', hex = ''] = /^([A-Z\d-]{1,20}),\s*([\dA-Fa-f]{16,32})$/u.exec(value) ?? [];
	if (!isKnown(name)) return undefined;
	const cipher = ciphers[name];
	const iv = Buffer.from(hex, 'hex');
	return iv.length === cipher.ivOctets ? {cipher, iv} : undefined;
};

/** Decrypts what a PEM block of old holds; undefined when the passphrase does not fit. */
export const decryptLegacy = (
	bytes: Uint8Array,
	{cipher, iv}: LegacyEncryption,
	passphrase: Secret,
): Buffer | undefined => {
	const secret = Buffer.from(reveal(passphrase), 'utf8');
	let key = Buffer.alloc(0);
	// OpenSSL's EVP_BytesToKey with one round of MD5: weak, which is why the key is encrypted anew once it is kept.
	for (let block = key; key.length < cipher.keyOctets; key = Buffer.concat([key, block])) {
		block = createHash('md5').update(block).update(secret).update(iv.subarray(0, 8)).digest();
	}
	try {
		const decipher = createDecipheriv(cipher.name, key.subarray(0, cipher.keyOctets), iv);
		return Buffer.concat([decipher.update(bytes), decipher.final()]);
	} catch {
		// CBC notices a wrong key only by its padding: any failure here means that.
		return undefined;
	} finally {
		key.fill(0);
		secret.fill(0);
	}
};
