import type {KeyRecord} from '../../keys/key-record.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {KnownKey} from './find-key.ts';

/** Says what is lost when a key is removed. */
export const lossWords = ({record}: KnownKey): string => {
	const who = `${sanitise(record.name)} (${record.thumbprint})`;
	return record.custody === 'stored'
		? `${who} can not be brought back once it is removed.`
		: `Only what is known of ${who} here is removed; the key itself stays where it is.`;
};

const words: Readonly<Record<KeyRecord['custody'], (place: string) => string>> = {
	stored: place => `Removed ${place}.`,
	external: place => `It is not known here any more; ${place} stays.`,
	kms: place => `It is not known here any more; ${place} stays in its KMS.`,
};

/** Says what was removed. */
export const removedWords = ({record, place}: KnownKey): string =>
	words[record.custody](sanitise(place, {graphemes: 1000}));
