/** The variables that say through what the terminal is reached. */
type Variables = {readonly [Name in 'TERM' | 'TMUX']?: string | undefined};

/** The bytes of UTF-8 that a text may have: with them the sequence is as long as terminals take it, 100,000 characters. */
export const mostCopiedBytes = 74_994;

// Older releases of screen cut a string off after 256 bytes.
const screenPart = 240;

const forTmux = (sequence: string) => `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`;

const forScreen = (sequence: string) => {
	const parts = sequence.match(new RegExp(`[^]{1,${screenPart}}`, 'gu')) ?? [];
	return parts.map(part => `\u001BP${part}\u001B\\`).join('');
};

/**
 * Writes the sequence that puts a text into the clipboard of the terminal (OSC 52), as UTF-8 in base64, so that nothing in
 * the text is obeyed; undefined for a text of more than `mostCopiedBytes`. In tmux it stands there twice, for tmux itself
 * (`set-clipboard`) and for the terminal around it (`allow-passthrough`); in GNU screen in parts that are passed on.
 */
export const osc52 = (text: string, {TERM = '', TMUX = ''}: Variables): string | undefined => {
	const bytes = Buffer.from(text, 'utf8');
	if (bytes.length > mostCopiedBytes) return undefined;
	// BEL and not ST at the end: screen would take the ESC of ST for the end of what it passes on.
	const sequence = `\u001B]52;c;${bytes.toString('base64')}\u0007`;
	if (TMUX !== '') return sequence + forTmux(sequence);
	return TERM.startsWith('screen') ? forScreen(sequence) : sequence;
};
