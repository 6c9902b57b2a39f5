import fastStringWidth from 'fast-string-width';
import {plainText} from './plain-text.mjs';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that colour text begin with one.
const style = /\u001B\[[\d;:]*m/g;
// Drawn as nothing; the joiner and the emoji selector stay, for they tie an emoji together.
const invisible =
	// biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them is meant alone.
	/[\t\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0E\uFEFF\uFFA0\uFFF0-\uFFF8]/g;

/** The number of terminal cells a text takes, as the package of this name counts it. */
export default function stringWidth(text, options) {
	if (typeof text !== 'string' || text === '') {
		return 0;
	}

	if (plainText.test(text)) {
		return text.length;
	}

	const bare = options?.countAnsiEscapeCodes === true ? text : text.replace(style, '');
	return plainText.test(bare) ? bare.length : fastStringWidth(bare.replace(invisible, ''));
}
