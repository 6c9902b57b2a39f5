import {fail, type Result} from '../result.ts';
import {type DerElement, inSequence, readDer} from './der.ts';
import {parseCertificate, parseRsaPublicKey, parseSpki, type UnfitKey} from './parse-public-key.ts';
import {pemBlocks} from './pem-blocks.ts';
import type {PublicJwk} from './public-jwk.ts';
import {largestKeyFile} from './read-private-key.ts';

/** Says why no public key could be read, and what makes one of the file; FILE stands for the file in `remedy`. */
export type PublicKeyError = {
	readonly kind: UnfitKey['kind'] | 'private-key' | 'other-form' | 'no-key' | 'too-large';
	readonly message: string;
	readonly remedy: string;
};

const convert = (command: string) => `\`${command}\` makes a public key in PEM of it.`;

const otherForm = (what: string, command: string) =>
	fail<PublicKeyError>({kind: 'other-form', message: `It holds ${what}.`, remedy: convert(command)});

const privateKey = (command: string) =>
	fail<PublicKeyError>({
		kind: 'private-key',
		message: 'It holds a private key, where a public one is asked for. Nothing was taken from it.',
		remedy: convert(command),
	});

const fromPrivate = 'openssl pkey -in FILE -pubout -out public.pem';
const fromSsh = 'ssh-keygen -e -m PKCS8 -f FILE > public.pem';
const fromJwk = `node -p 'require("crypto").createPublicKey({key: JSON.parse(require("fs").readFileSync("FILE")), format: "jwk"}).export({type: "spki", format: "pem"})' > public.pem`;

const isWhole = (bytes: Uint8Array): DerElement | undefined => {
	const element = readDer(bytes);
	return element?.rest.length === 0 ? element : undefined;
};

const unfit = (result: Result<PublicJwk, UnfitKey>): Result<PublicJwk, PublicKeyError> =>
	result.ok
		? result
		: fail({
				...result.error,
				remedy:
					result.error.kind === 'damaged'
						? 'Get the whole file again.'
						: 'Take an RSA key of 2048 bits or more, or an EC key on P-256 or P-521.',
			});

const parsers = {
	'PUBLIC KEY': parseSpki,
	'RSA PUBLIC KEY': parseRsaPublicKey,
	CERTIFICATE: parseCertificate,
} as const;

const isReadable = (label: string): label is keyof typeof parsers => Object.hasOwn(parsers, label);

const inPem = (text: string): Result<PublicJwk, PublicKeyError> | undefined => {
	const blocks = pemBlocks(text);
	const secret = blocks.find(({label}) => label.endsWith('PRIVATE KEY'));
	if (secret) return privateKey(secret.label.startsWith('OPENSSH') ? fromSsh : fromPrivate);
	const [block, second] = blocks.filter(({label}) => isReadable(label));
	if (!block || !isReadable(block.label)) {
		const [other] = blocks;
		return (
			other &&
			otherForm(`PEM of another kind (${other.label})`, 'openssl x509 -in FILE -pubkey -noout > public.pem')
		);
	}
	// A chain of certificates begins with the one that the key is meant by; two bare keys leave it open.
	if (second && block.label !== 'CERTIFICATE') {
		return fail({
			kind: 'other-form',
			message: 'It holds several public keys.',
			remedy: 'Leave the one in it that is meant.',
		});
	}
	return unfit(parsers[block.label](block.bytes && isWhole(block.bytes)));
};

const inDer = (bytes: Uint8Array): Result<PublicJwk, PublicKeyError> | undefined => {
	const parts = inSequence(readDer(bytes));
	const tags = parts.map(({tag}) => tag.toString(16)).join(' ');
	if (tags === '30 3')
		return otherForm('a public key in DER', 'openssl pkey -pubin -inform DER -in FILE -out public.pem');
	if (tags === '30 30 3') {
		return otherForm('a certificate in DER', 'openssl x509 -inform DER -in FILE -pubkey -noout > public.pem');
	}
	if (tags === '2 2') {
		return otherForm(
			'an RSA public key in DER',
			'openssl rsa -RSAPublicKey_in -inform DER -in FILE -pubout -out public.pem',
		);
	}
	// PKCS#8, encrypted PKCS#8, PKCS#1 and SEC 1, in this order.
	const isPrivate = /^(?:2 30 4|30 4|2(?: 2){8}|2 4)\b/u.test(tags);
	return isPrivate ? privateKey('openssl pkey -inform DER -in FILE -pubout -out public.pem') : undefined;
};

const inJson = (text: string): Result<PublicJwk, PublicKeyError> | undefined => {
	if (!text.trimStart().startsWith('{')) return undefined;
	if (/"(?:d|p|q|dp|dq|qi|oth|k)"\s*:/u.test(text)) return privateKey(fromJwk);
	if (/"keys"\s*:/u.test(text)) {
		return fail({
			kind: 'other-form',
			message: 'It holds a set of keys (JWKS).',
			remedy: `Put the one that is meant into a file of its own. ${convert(fromJwk)}`,
		});
	}
	return /"kty"\s*:/u.test(text) ? otherForm('a key as JWK', fromJwk) : undefined;
};

const inOtherText = (text: string): Result<PublicJwk, PublicKeyError> | undefined => {
	if (/^\s*(?:ssh-|ecdsa-|sk-)\S+ AAAA/u.test(text)) return otherForm('a public key of OpenSSH', fromSsh);
	if (/^\s*---- BEGIN SSH2 PUBLIC KEY/u.test(text)) {
		return otherForm(
			'a public key as RFC 4716 writes it',
			'ssh-keygen -i -f FILE > key.pub && ssh-keygen -e -m PKCS8 -f key.pub > public.pem',
		);
	}
	if (text.includes('PRIVATE KEY-----')) return privateKey(fromPrivate);
	if (text.includes(String.raw`-----\n`)) {
		return otherForm(
			String.raw`PEM with \n written out in place of line breaks`,
			String.raw`sed 's/\\n/\n/g' FILE > public.pem`,
		);
	}
	return undefined;
};

/**
 * Reads a public key that somebody brings: PEM with PUBLIC KEY, RSA PUBLIC KEY or CERTIFICATE (RFC 7468), text around it
 * allowed. The bytes are taken as hostile; another form is refused by its name, with the command that converts it.
 */
export const readPublicKey = (bytes: Uint8Array): Result<PublicJwk, PublicKeyError> => {
	if (bytes.length > largestKeyFile) {
		return fail({
			kind: 'too-large',
			message: 'It is larger than any public key.',
			remedy: 'Name the file of the public key.',
		});
	}
	const der = bytes[0] === 0x30 ? inDer(bytes) : undefined;
	if (der) return der;
	if (bytes.subarray(0, 2).some(octet => octet >= 0xfe) && bytes.length > 1) {
		return otherForm('UTF-16 text', 'iconv -f UTF-16 -t UTF-8 FILE > public.pem');
	}
	const text = Buffer.from(bytes)
		.toString('utf8')
		.replace(/^\uFEFF/u, '');
	return (
		inPem(text) ??
		inJson(text) ??
		inOtherText(text) ??
		fail({
			kind: 'no-key',
			message: 'It holds no public key in PEM.',
			remedy:
				'A public key in PEM begins with -----BEGIN PUBLIC KEY-----; `openssl pkey -pubin` writes such files.',
		})
	);
};
