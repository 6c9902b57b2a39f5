import {Text, type TextProps, Transform} from 'ink';

// A blank that no longer fits at the end of a line is put before the next one, behind the colours that begin it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences.
const blankAtStart = /^((?:\u001b\[[\d;]*m)*) /;

/** Draws a sentence or more, broken between words, with no line that begins with a blank. */
export function Sentence(props: Omit<TextProps, 'wrap'>) {
	return (
		<Transform transform={(line, at) => (at === 0 ? line : line.replace(blankAtStart, '$1'))}>
			<Text {...props} />
		</Transform>
	);
}
