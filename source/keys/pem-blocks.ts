/** One block of PEM text (RFC 7468): its label, its bytes unless its base64 is broken, and the header lines of old (RFC 1421), such as `DEK-Info`. */
export type PemBlock = {
	readonly label: string;
	readonly bytes: Uint8Array | undefined;
	readonly headers: ReadonlyMap<string, string>;
};

const header = /^\s*([A-Za-z][A-Za-z\d-]{0,60}):\s*(.{0,500}?)\s*$/u;

const headersIn = (lines: readonly string[]): ReadonlyMap<string, string> =>
	new Map(
		lines.flatMap(line => {
			const [, name, value] = line.includes(':') ? (header.exec(line) ?? []) : [];
			return name === undefined || value === undefined ? [] : [[name, value] as const];
		}),
	);

const decode = (lines: readonly string[]): Uint8Array | undefined => {
	const body = lines.filter(line => !line.includes(':'));
	const text = body.join('').replaceAll(/\s/gu, '');
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
			if (open?.label === label) {
				blocks.push({label, bytes: decode(open.lines), headers: headersIn(open.lines)});
			}
			open = undefined;
		} else open?.lines.push(line);
	}
	return blocks;
};
