import type {KeyRow} from '../keys/key-row.ts';

/** What is to be said of a token's private key on this computer. */
export type KeyWords = {
	readonly isHere: boolean;
	readonly words: string;
	/** Others on this computer can read the file. */
	readonly isExposed?: boolean;
};

/** Says where a token's private key is; `isKnown` is false while the key store has not been read. */
export const keyWords = (row: KeyRow | undefined, isKnown: boolean): KeyWords => {
	if (!isKnown) return {isHere: false, words: ''};
	if (row?.status !== 'ready') return {isHere: false, words: 'not here'};
	if (!row.file) return {isHere: true, words: 'kms'};
	const {isExposed, protection} = row.file;
	if (isExposed) return {isHere: true, words: 'open to others', isExposed};
	return {isHere: true, words: protection === 'unknown' ? 'unreadable' : protection};
};
