import type {KeyObject} from 'node:crypto';
import {stripVTControlCharacters} from 'node:util';
import type {PtyProgram} from './pty.ts';

/** One form in which a secret may have leaked, and what to call it. */
export type Needle = {readonly what: string; readonly bytes: Buffer};

const pieceLength = 24;

const base64Forms = (what: string, secret: Buffer): readonly Needle[] =>
	[0, 1, 2].flatMap(skipped => {
		// Only whole groups of three bytes look the same wherever in a larger base64 they stand.
		const whole = secret.subarray(skipped, skipped + Math.floor((secret.length - skipped) / 3) * 3);
		return [
			{what: `${what} in base64`, bytes: Buffer.from(whole.toString('base64'))},
			{what: `${what} in base64url`, bytes: Buffer.from(whole.toString('base64url'))},
		];
	});

const formsOf = (what: string, secret: Buffer): readonly Needle[] => [
	{what: `${what} as it is`, bytes: secret},
	{what: `${what} in hex`, bytes: Buffer.from(secret.toString('hex'))},
	{what: `${what} in capital hex`, bytes: Buffer.from(secret.toString('hex').toUpperCase())},
	...base64Forms(what, secret),
];

/** Cuts a long secret up, so that a part of it is found too. */
const piecesOf = (secret: Buffer): readonly Buffer[] =>
	Array.from({length: Math.floor(secret.length / pieceLength)}, (_, index) =>
		secret.subarray(index * pieceLength, (index + 1) * pieceLength),
	);

/** The forms in which a passphrase could be written down. */
export const passphraseNeedles = (passphrase: string): readonly Needle[] => [
	...formsOf('the passphrase', Buffer.from(passphrase)),
	{what: 'the passphrase in UTF-16', bytes: Buffer.from(passphrase, 'utf16le')},
	{what: 'the passphrase in a URL', bytes: Buffer.from(encodeURIComponent(passphrase))},
];

/** The forms in which a private key could be written down: its private JWK members, whole and in pieces, and the lines of its PEM that hold any of them. */
export const keyNeedles = (key: KeyObject): readonly Needle[] => {
	const jwk = key.export({format: 'jwk'});
	const members = ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const;
	const secrets = members.flatMap(name => {
		const value = jwk[name];
		return typeof value === 'string' ? [{name, value, bytes: Buffer.from(value, 'base64url')}] : [];
	});
	const der = key.export({format: 'der', type: 'pkcs8'});
	const lineBytes = 48;
	const lines = key.export({format: 'pem', type: 'pkcs8'}).toString().split('\n').slice(1, -2);
	const secretLines = lines.filter((_, line) =>
		secrets.some(({bytes}) => {
			const at = der.indexOf(bytes);
			return at < (line + 1) * lineBytes && at + bytes.length > line * lineBytes;
		}),
	);
	return [
		...secretLines.map((line, index) => ({what: `line ${index} of the key’s PEM`, bytes: Buffer.from(line)})),
		...secrets.map(({name, value}) => ({what: `the key’s ${name} as a JWK`, bytes: Buffer.from(value)})),
		...secrets.flatMap(({name, bytes}) =>
			piecesOf(bytes).flatMap(piece => formsOf(`the key’s ${name}`, piece)),
		),
	];
};

/** Takes away what a terminal puts between the characters of a text: cursor movements, colours, ends of lines. */
const joined = (bytes: Buffer): Buffer =>
	Buffer.from(stripVTControlCharacters(bytes.toString('latin1')).replaceAll(/\s/g, ''), 'latin1');

const beginLength = 4;

/**
 * Makes a search for needles, each of at least four bytes, which lists what of them is found in something that was written,
 * read as it is and as one line. All are looked for at once: one by one they took a second for a few megabytes.
 */
export const searchFor = (needles: readonly Needle[]): ((written: Buffer) => readonly string[]) => {
	const byBegin = new Map<number, Needle[]>();
	const mayBegin = new Uint8Array(0x1_00_00);
	const asLines = needles.map(({what, bytes}) => ({what, bytes: joined(bytes)}));
	for (const needle of [...needles, ...asLines.filter(({bytes}) => bytes.length >= beginLength)]) {
		const begin = needle.bytes.readUInt32LE();
		mayBegin[begin & 0xff_ff] = 1;
		byBegin.set(begin, [...(byBegin.get(begin) ?? []), needle]);
	}
	const foundIn = (bytes: Buffer): readonly string[] => {
		const found: string[] = [];
		for (let at = 0; at + beginLength <= bytes.length; at++) {
			if (mayBegin[(bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)] === 0) continue;
			for (const {what, bytes: wanted} of byBegin.get(bytes.readUInt32LE(at)) ?? [])
				if (bytes.subarray(at, at + wanted.length).equals(wanted)) found.push(what);
		}
		return found;
	};
	return written => [...new Set([...foundIn(written), ...foundIn(joined(written))])];
};

/** All that was written where others may read it, each part with its name. */
export type Written = readonly (readonly [name: string, bytes: Buffer])[];

/** What of the needles is found in all that was written, and where. */
export const leaksIn = (written: Written, needles: readonly Needle[]): readonly string[] => {
	const search = searchFor(needles);
	return written.flatMap(([name, bytes]) => search(bytes).map(what => `${what} in ${name}`));
};

/** What a program wrote to its terminal, as it came and as it stands there. */
export const bytesOf = (name: string, app: Pick<PtyProgram, 'bytes' | 'screen'>): Written => [
	[`the terminal of ${name}`, app.bytes()],
	[`the screen of ${name}`, Buffer.from(app.screen().join('\n'))],
];
