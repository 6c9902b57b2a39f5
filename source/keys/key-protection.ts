import {inSequence, readDer} from './der.ts';
import {keyText, pemLines} from './import/key-text.ts';
import {isPlainLabel} from './import/to-pkcs8.ts';
import {type Pbes2, readPbes2, usedIterations} from './pbes2.ts';
import {pemBlocks} from './pem-blocks.ts';

/** How the file of a private key is protected; `weak`: encrypted, but a passphrase for it can be guessed fast; `unknown`: no key was recognised in it. */
export type KeyProtection = 'encrypted' | 'weak' | 'plain' | 'unknown';

const ofSealed = (sealed: Pbes2 | undefined): KeyProtection => {
	if (!sealed) return 'weak';
	const {iterations, hash, cipher} = sealed;
	const isStrong = iterations >= usedIterations && hash !== 'sha1' && cipher.name !== 'des-ede3-cbc';
	return isStrong ? 'encrypted' : 'weak';
};

const ofDer = (bytes: Uint8Array): KeyProtection => {
	const tags = inSequence(readDer(bytes)).map(({tag}) => tag);
	if (tags[0] === 0x30 && tags[1] === 0x04) return ofSealed(readPbes2(bytes));
	return tags[0] === 0x02 ? 'plain' : 'unknown';
};

/** Tells from the bytes of a private key's file how it is protected, without opening it. */
export const keyProtection = (bytes: Uint8Array): KeyProtection => {
	if (bytes[0] === 0x30) return ofDer(bytes);
	const text = keyText(bytes);
	if (text.trimStart().startsWith('{')) return 'plain';
	const block = pemBlocks(pemLines(text)).find(({label}) => label.endsWith('PRIVATE KEY'));
	if (!block?.bytes) return 'unknown';
	if (block.label === 'ENCRYPTED PRIVATE KEY') return ofSealed(readPbes2(block.bytes));
	if (!isPlainLabel(block.label)) return 'unknown';
	// OpenSSL's form of old has one round of MD5 between a passphrase and its key.
	return block.headers.has('DEK-Info') ? 'weak' : 'plain';
};
