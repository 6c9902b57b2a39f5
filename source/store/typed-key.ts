import {looksPrivate} from '../keys/looks-private.ts';

/** Keeps the lines of a private key out of a field, as they come where a terminal does not mark what is pasted. */
export type TypedKey = {
	/** Whether what stands in the field now is a part of a private key, and belongs in no field. */
	readonly holds: (text: string) => boolean;
	/** Whether the last that came was a part of one. */
	readonly heldLast: () => boolean;
	/** Forgets what came before. */
	readonly end: () => void;
};

const header = /^[A-Z][\w-]+: /u;
// The usual lengths of a line, or the rest of one; a path by itself begins with a slash, or has a dot.
const body = /^(?:[A-Za-z\d+/]{64}|[A-Za-z\d+/]{70}|[A-Za-z\d+/]{76}|(?!\/)[A-Za-z\d+/]{2,76}={0,2})$/u;
const end = /^-----END [A-Z\d ]+-----$/u;

/** Makes the watch over one field; lines of base64 count only after the line that begins a private key. */
export const makeTypedKey = (): TypedKey => {
	let isInside = false;
	let isPart = false;
	return {
		holds(text) {
			const line = text.trim();
			isPart = looksPrivate(line) || (isInside && [header, body, end].some(each => each.test(line)));
			isInside = isPart && !end.test(line);
			return isPart;
		},
		heldLast: () => isPart,
		end() {
			isInside = false;
			isPart = false;
		},
	};
};
