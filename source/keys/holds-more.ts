import {keyText, pemLines} from './import/key-text.ts';

/** Tells whether a key's file is anything else than PEM with one private key: what would be lost if it were written anew. */
export const holdsMore = (bytes: Uint8Array): boolean => {
	if (bytes[0] === 0x30) return true;
	const text = pemLines(keyText(bytes));
	const blocks = /-----BEGIN ([A-Z\d ]{1,60})-----[\s\S]*?-----END \1-----/gu;
	const labels = [...text.matchAll(blocks)].map(([, label]) => label ?? '');
	const others = labels.filter(label => label !== 'EC PARAMETERS');
	return others.length !== 1 || text.replaceAll(blocks, '').trim() !== '';
};
