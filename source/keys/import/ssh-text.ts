import {fromBase64} from './base64.ts';
import {type Finding, found, several} from './found-key.ts';
import {readSshKey} from './ssh-key.ts';

const line = /(?:^|[\s,"])((?:ssh|ecdsa|sk)-[\w.@-]{1,60})[ \t]+(AAAA[A-Za-z\d+/]{1,20000}={0,2})(?=\s|$)/gmu;
const block = /---- BEGIN SSH2 PUBLIC KEY ----\r?\n([\s\S]*?)\r?\n---- END SSH2 PUBLIC KEY ----/u;

const inText = (text: string) => readSshKey(fromBase64(text) ?? new Uint8Array());

const inLines = (text: string): Finding | undefined => {
	const lines = [...text.matchAll(line)];
	const [first, second] = lines;
	if (!first) return undefined;
	if (second) return several('public keys of OpenSSH');
	return found(inText(first[2] ?? ''), 'a public key of OpenSSH');
};

const bodyOf = (text: string): string => {
	const kept: string[] = [];
	let isHeader = false;
	for (const each of text.split(/\r?\n/u)) {
		isHeader = isHeader || each.includes(':');
		if (!isHeader) kept.push(each);
		// A header goes on in the next line where it ends in a backslash.
		else isHeader = each.endsWith('\\');
	}
	return kept.join('');
};

/** Finds a public key in a line of OpenSSH (also of `authorized_keys`) or in the form of RFC 4716. */
export const inSshText = (text: string): Finding | undefined => {
	const body = block.exec(text)?.[1];
	if (body !== undefined) {
		return found(inText(bodyOf(body)), 'a public key as RFC 4716 writes it');
	}
	return text.includes('AAAA') ? inLines(text) : undefined;
};
