/** One block of PEM text (RFC 7468): its label, and its bytes unless its base64 is broken. */
export type PemBlock = {readonly label: string; readonly bytes: Uint8Array | undefined};

const decode = (lines: readonly string[]): Uint8Array | undefined => {
	const text = lines.join('').replaceAll(/\s/gu, '');
	return /^[A-Za-z\d+/]+={0,2}$/u.test(text) ? Buffer.from(text, 'base64') : undefined;
};

/** Finds the blocks of a PEM text in their order; what stands around and between them is passed over, a block without an end is none. */
export const pemBlocks = (text: string): readonly PemBlock[] => {
	const blocks: PemBlock[] = [];
	let open: {readonly label: string; readonly lines: string[]} | undefined;
	// Line by line, so that no text of many beginnings takes more than one pass.
	for (const line of text.split(/\r\n|\r|\n/u)) {
		const [, edge, label = ''] = /^\s*-----(BEGIN|END) ([A-Z\d ]{1,60})-----\s*$/u.exec(line) ?? [];
		if (edge === 'BEGIN') open = {label, lines: []};
		else if (edge === 'END') {
			if (open?.label === label) blocks.push({label, bytes: decode(open.lines)});
			open = undefined;
		} else open?.lines.push(line);
	}
	return blocks;
};
