import inkSanitizeAnsi from '../../node_modules/ink/build/sanitize-ansi.js';
import {plainText} from './plain-text.mjs';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that style text begin with one.
const style = /\u001B\[[\d;]*m/g;

/** Takes out what would harm the layout, as Ink does; it finds nothing in plain text, styled or not, which is most of what is drawn. */
export default function sanitizeAnsi(text) {
	const bare = text.includes('\u001B') ? text.replaceAll(style, '') : text;
	return plainText.test(bare.replaceAll('\n', '')) ? text : inkSanitizeAnsi(text);
}
