import type {KeyObject} from 'node:crypto';
import * as v from 'valibot';
import {fail, ok, type Result} from '../../result.ts';
import type {Secret} from '../../text/secret.ts';
import {decryptPkcs8, needsPassphrase, type PrivateKeyError, wrongPassphrase} from '../decrypt-pkcs8.ts';
import {inSequence, readDer} from '../der.ts';
import {parsePkcs8} from '../parse-pkcs8.ts';
import {type PemBlock, pemBlocks} from '../pem-blocks.ts';
import {largestKeyFile} from '../read-private-key.ts';
import {readPublicKey} from '../read-public-key.ts';
import {jsonValue} from './json-value.ts';
import {keyText, pemLines} from './key-text.ts';
import {decryptLegacy, readDekInfo} from './legacy-pem.ts';
import {readPrivateJwk} from './private-jwk.ts';
import {publicKeyOfPkcs8} from './public-half.ts';
import {isPlainLabel, type PlainLabel, toPkcs8} from './to-pkcs8.ts';

/** Says why a private key that somebody brings could not be taken, and what to do; FILE stands for the file in `remedy`. */
export type ForeignKeyError = {
	readonly kind: PrivateKeyError['kind'] | 'other-form' | 'unsupported-key' | 'public-key';
	readonly message: string;
	readonly remedy: string;
};

/** A private key that somebody brings, and whether it was encrypted. */
export type ForeignKey = {readonly privateKey: KeyObject; readonly encrypted: boolean};

type Outcome = Result<ForeignKey, ForeignKeyError>;

const refuse = (kind: ForeignKeyError['kind'], message: string, remedy: string) =>
	fail<ForeignKeyError>({kind, message, remedy});

const convert = '`openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out key.pem` makes a file that is taken.';
const damaged = () =>
	refuse('unreadable', 'The private key in it is damaged or cut off.', 'Get the whole file again.');

const ofPkcs8 = (pkcs8: Uint8Array | undefined, encrypted: boolean): Outcome => {
	if (!pkcs8) return damaged();
	const half = publicKeyOfPkcs8(pkcs8);
	if (!half.ok && half.error.kind === 'unsupported-key') {
		const {kind, message} = half.error;
		return refuse(kind, message, 'Take an RSA key of 2048 bits or more, or an EC key on P-256 or P-521.');
	}
	const privateKey = half.ok ? parsePkcs8(pkcs8) : undefined;
	return privateKey ? ok({privateKey, encrypted}) : damaged();
};

const ofEncrypted = async (bytes: Uint8Array, passphrase: Secret | undefined): Promise<Outcome> => {
	const plain = await decryptPkcs8(bytes, passphrase);
	if (!plain.ok) return refuse(plain.error.kind, plain.error.message, convert);
	const key = ofPkcs8(plain.value, true);
	plain.value.fill(0);
	return key;
};

const ofLegacy = (
	label: PlainLabel,
	bytes: Uint8Array,
	{dekInfo, passphrase}: {readonly dekInfo: string; readonly passphrase: Secret | undefined},
): Outcome => {
	const encryption = readDekInfo(dekInfo);
	if (!encryption)
		return refuse('unreadable', 'It is encrypted in a way that this program does not read.', convert);
	if (passphrase === undefined) return refuse('needs-passphrase', needsPassphrase().error.message, convert);
	const plain = decryptLegacy(bytes, encryption, passphrase);
	const pkcs8 = plain && toPkcs8(label, plain);
	if (!pkcs8) return refuse('wrong-passphrase', wrongPassphrase().error.message, convert);
	return ofPkcs8(pkcs8, true);
};

const ofBlock = async (
	{label, bytes, headers}: PemBlock,
	blocks: readonly PemBlock[],
	passphrase: Secret | undefined,
): Promise<Outcome> => {
	if (label === 'OPENSSH PRIVATE KEY') {
		return refuse(
			'other-form',
			"It holds a private key in OpenSSH's own form.",
			'`ssh-keygen -p -m PKCS8 -f COPY` turns a copy of it into one that is taken.',
		);
	}
	if (!bytes) return damaged();
	if (label === 'ENCRYPTED PRIVATE KEY') return ofEncrypted(bytes, passphrase);
	if (!isPlainLabel(label)) {
		return refuse('unsupported-key', `It holds PEM of another kind (${label}).`, 'Take an RSA or EC key.');
	}
	const dekInfo = headers.get('DEK-Info');
	if (dekInfo !== undefined) return ofLegacy(label, bytes, {dekInfo, passphrase});
	const curve = blocks.find(block => block.label === 'EC PARAMETERS')?.bytes;
	return ofPkcs8(toPkcs8(label, bytes, curve), false);
};

const ofDer = async (bytes: Uint8Array, passphrase: Secret | undefined): Promise<Outcome | undefined> => {
	const element = readDer(bytes);
	if (element?.rest.length !== 0) return undefined;
	const tags = inSequence(element)
		.map(({tag}) => tag.toString(16))
		.join(' ');
	if (tags === '30 4') return ofEncrypted(bytes, passphrase);
	if (/^2 30 4\b/u.test(tags)) return ofPkcs8(bytes, false);
	if (/^2(?: 2){8}\b/u.test(tags)) return ofPkcs8(toPkcs8('RSA PRIVATE KEY', bytes), false);
	return /^2 4\b/u.test(tags) ? ofPkcs8(toPkcs8('EC PRIVATE KEY', bytes), false) : undefined;
};

const Keys = v.looseObject({keys: v.tuple([v.unknown()])});

const ofJson = (text: string, bytes: Uint8Array): Outcome | undefined => {
	const value = jsonValue(text);
	const half = value === undefined ? undefined : readPublicKey(bytes);
	if (!half || half.ok || !half.error.publicHalf) return undefined;
	const set = v.safeParse(Keys, value);
	const {publicJwk} = half.error.publicHalf;
	const privateKey = readPrivateJwk(set.success ? set.output.keys[0] : value, publicJwk);
	return privateKey ? ok({privateKey, encrypted: false}) : damaged();
};

const refusedByName = (bytes: Uint8Array): Outcome => {
	const half = readPublicKey(bytes);
	if (half.ok) {
		return refuse(
			'public-key',
			`It holds ${half.value.form}, and no private key.`,
			'Name the file of the private key.',
		);
	}
	const {kind, message, remedy} = half.error;
	if (kind === 'unsupported-key' || kind === 'other-form') return refuse(kind, message, remedy);
	return kind === 'no-key'
		? refuse('unreadable', 'It holds no private key in a form that is known.', convert)
		: damaged();
};

/**
 * Opens a private key that somebody brings: PKCS#8 (RFC 5208; plain or PBES2), PKCS#1 and SEC 1 (also as OpenSSL encrypted
 * them of old), in PEM or DER, or a JWK. The bytes are taken as hostile; another form is refused by its name, with what
 * converts it.
 */
export const readForeignKey = async (bytes: Uint8Array, passphrase?: Secret): Promise<Outcome> => {
	if (bytes.length > largestKeyFile) {
		return refuse('unreadable', 'It is larger than any private key.', 'Name the file of the private key.');
	}
	const der = bytes[0] === 0x30 ? await ofDer(bytes, passphrase) : undefined;
	if (der) return der;
	const text = keyText(bytes);
	const json = ofJson(text, bytes);
	if (json) return json;
	const blocks = pemBlocks(pemLines(text));
	const [block, second] = blocks.filter(({label}) => label.endsWith('PRIVATE KEY'));
	if (second)
		return refuse('other-form', 'It holds several private keys.', 'Leave the one in it that is meant.');
	return block ? ofBlock(block, blocks, passphrase) : refusedByName(bytes);
};
