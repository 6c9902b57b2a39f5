import {type DerElement, readDer} from '../der.ts';
import {parseCertificate, parseRequest, parseRsaPublicKey, parseSpki} from '../parse-public-key.ts';
import {type PemBlock, pemBlocks} from '../pem-blocks.ts';
import {type Finding, found, noUse, otherForm, privateKey, several} from './found-key.ts';
import {publicHalf} from './public-half.ts';
import {publicPartOf, readSshKey} from './ssh-key.ts';
import {isPlainLabel} from './to-pkcs8.ts';

const certificate = {parse: parseCertificate, form: 'a certificate in PEM'};
const request = {parse: parseRequest, form: 'a certificate request in PEM'};

const readers = {
	'PUBLIC KEY': {parse: parseSpki, form: 'a public key in PEM'},
	'RSA PUBLIC KEY': {parse: parseRsaPublicKey, form: 'an RSA public key in PEM'},
	CERTIFICATE: certificate,
	'X509 CERTIFICATE': certificate,
	'TRUSTED CERTIFICATE': certificate,
	'CERTIFICATE REQUEST': request,
	'NEW CERTIFICATE REQUEST': request,
} as const;

const isReadable = (label: string): label is keyof typeof readers => Object.hasOwn(readers, label);

const fromPkcs7 = 'openssl pkcs7 -in FILE -print_certs | openssl x509 -pubkey -noout > public.pem';
const anotherKey = 'Take a public key in PEM: `openssl pkey -pubout` writes one.';

const others: Readonly<Record<string, () => Finding>> = {
	PKCS7: () => otherForm('certificates as PKCS#7', fromPkcs7),
	CMS: () => otherForm('certificates as PKCS#7', fromPkcs7),
	'EC PARAMETERS': () => noUse('the name of a curve alone, and no key', anotherKey),
	'PGP PUBLIC KEY BLOCK': () => noUse('a key of OpenPGP', anotherKey),
	'PGP PRIVATE KEY BLOCK': () => noUse('a key of OpenPGP', anotherKey),
	'X509 CRL': () => noUse('a list of revoked certificates, and no key', anotherKey),
};

const fromPrivate = 'openssl pkey -in FILE -pubout -out public.pem';
const fromOpenSsh = 'ssh-keygen -e -m PKCS8 -f FILE > public.pem';

const ofPrivate = ({label, bytes, headers}: PemBlock, blocks: readonly PemBlock[]): Finding => {
	if (label === 'OPENSSH PRIVATE KEY') {
		// The public half stands in clear even where the private one is encrypted.
		const part = bytes && publicPartOf(bytes);
		return privateKey(
			fromOpenSsh,
			part && found(readSshKey(part), 'the public half of a private key of OpenSSH'),
		);
	}
	const isClear = isPlainLabel(label) && bytes !== undefined && !headers.has('DEK-Info');
	const curve = blocks.find(block => block.label === 'EC PARAMETERS')?.bytes;
	return privateKey(fromPrivate, isClear ? publicHalf(label, bytes, curve) : undefined);
};

const wholeElement = (bytes: Uint8Array | undefined, mayGoOn: boolean): DerElement | undefined => {
	const element = bytes && readDer(bytes);
	return element && (mayGoOn || element.rest.length === 0) ? element : undefined;
};

/** Finds a public key in PEM text (RFC 7468), whatever stands around it; undefined where no block is. */
export const inPem = (text: string): Finding | undefined => {
	const blocks = pemBlocks(text);
	const [secret, another] = blocks.filter(({label}) => label.endsWith('PRIVATE KEY'));
	if (secret) return another ? privateKey(fromPrivate) : ofPrivate(secret, blocks);
	const [block, second] = blocks.filter(({label}) => isReadable(label));
	if (!block || !isReadable(block.label)) {
		const [other] = blocks;
		return (
			other &&
			(others[other.label]?.() ??
				noUse(`PEM of another kind (${other.label}), which is no public key`, anotherKey))
		);
	}
	const {parse, form} = readers[block.label];
	// A chain of certificates begins with the one that the key is meant by; two bare keys leave it open.
	if (second && form !== certificate.form) return several('public keys');
	// OpenSSL writes what a certificate is trusted for behind it.
	const element = wholeElement(block.bytes, block.label === 'TRUSTED CERTIFICATE');
	return found(parse(element), form);
};
