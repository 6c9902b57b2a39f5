// Ended by BEL, the form that every library between here and the terminal knows.
const linkTo = (target: string, parameters = '') => `\u001B]8;${parameters};${target}\u0007`;

/** One line of an address: which of its characters it begins with, and its text, the sequences of the link around it. */
export type LinkLine = {readonly at: number; readonly text: string};

/**
 * Cuts an address of printable ASCII into lines of `columns` cells. With a target each line is a link to it (OSC 8), and
 * all are marked as parts of one, so that a terminal lights them up together.
 */
export const linkLines = (
	address: string,
	{columns, target}: {readonly columns: number; readonly target: string | undefined},
): readonly LinkLine[] => {
	const width = Math.max(1, columns);
	return Array.from({length: Math.max(1, Math.ceil(address.length / width))}, (_, line) => {
		const at = line * width;
		const part = address.slice(at, at + width);
		return {at, text: target === undefined ? part : `${linkTo(target, 'id=pat-tui')}${part}${linkTo('')}`};
	});
};
