import type {KeyProtection} from '../../keys/key-protection.ts';
import type {KeyRecord} from '../../keys/key-record.ts';
import type {KnownKeyRow} from '../../store/keys-slice.ts';
import {relativeTime} from '../../text/relative-time.ts';
import {sanitise} from '../../text/sanitise.ts';
import {shellPath} from '../../text/shell-quote.ts';
import {entry, type Fact, sentence} from './fact.ts';
import type {KnownFacts} from './known-facts.ts';

const custodies: Readonly<Record<KeyRecord['custody'], string>> = {
	stored: 'in the key store',
	external: 'in a file of yours',
	kms: 'in a cloud KMS',
};

const opens: Readonly<Record<KeyProtection, Fact>> = {
	encrypted: entry('opens', 'with its passphrase: it is encrypted'),
	weak: entry('opens', 'with its passphrase, but is encrypted weakly: it can be guessed fast', 'warning'),
	plain: entry('opens', 'without a passphrase: who can read the file can act as the token', 'warning'),
	unknown: entry('opens', 'not at all: no private key was recognised in the file', 'bad'),
};

const longestPath = {graphemes: 1000};

const modeWords = (mode: number | undefined): string =>
	mode === undefined ? '' : `, mode ${mode.toString(8).padStart(4, '0')}`;

/** Says where a private key is, who can read it and what opens it. */
export const keyRowFacts = (
	row: KnownKeyRow,
	{now, signs}: Pick<KnownFacts, 'now' | 'signs'>,
): readonly Fact[] => {
	const {custody, created} = row.record;
	const place = sanitise(row.place, longestPath);
	if (row.status !== 'ready') {
		return [
			sentence(`${signs.attention} ${sanitise(row.message, longestPath)}`, 'warning'),
			sentence('Only its public half is here: nothing can be signed with it.'),
		];
	}
	return [
		entry('kept', `${custodies[custody]}${modeWords(row.file?.mode)}`),
		row.file
			? opens[row.file.protection]
			: entry('opens', "with that cloud's own tool: it never leaves the KMS"),
		entry(row.file ? 'path' : 'reference', place),
		entry('made', `${created.slice(0, 10)}, ${relativeTime(Date.parse(created), now)}`),
		...(row.record.remembered ? [entry('remembered', "its passphrase, by the system's keyring")] : []),
		...(row.record.note === undefined ? [] : [entry('note', sanitise(row.record.note, {graphemes: 500}))]),
		...(row.file?.isExposed
			? [
					sentence(
						`${signs.attention} Others on this computer can read it. This mends it: chmod 600 ${sanitise(shellPath(row.place), longestPath)}`,
						'bad',
					),
				]
			: []),
	];
};
