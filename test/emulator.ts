import {Writable} from 'node:stream';
import xterm, {type IUnicodeVersionProvider} from '@xterm/headless';

// The emulator's own table is that of Unicode 6, to which emoji are narrow. East Asian Wide and Fullwidth (UAX 11), as terminals have them.
const wide: ReadonlyArray<readonly [number, number]> = [
	[0x1100, 0x115f],
	[0x2e80, 0x303e],
	[0x3041, 0xa4cf],
	[0xac00, 0xd7a3],
	[0xf900, 0xfaff],
	[0xfe30, 0xfe4f],
	[0xff00, 0xff60],
	[0xffe0, 0xffe6],
	[0x1f300, 0x1f64f],
	[0x1f680, 0x1f6ff],
	[0x1f900, 0x1f9ff],
	[0x20000, 0x3fffd],
];

const widthOf = (codepoint: number): 0 | 1 | 2 => {
	if (codepoint < 0x300) return codepoint === 0 ? 0 : 1;
	if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(String.fromCodePoint(codepoint))) return 0;
	return wide.some(([first, last]) => codepoint >= first && codepoint <= last) ? 2 : 1;
};

/** The widths of Unicode 15; a property is packed as the emulator wants it: width in bits 1 and 2, joining in bit 0. */
const widths: IUnicodeVersionProvider = {
	version: '15',
	wcwidth: widthOf,
	charProperties(codepoint, preceding) {
		const own = widthOf(codepoint);
		const before = (preceding >> 1) & 3;
		return own === 0 && before > 0 ? (before << 1) | 1 : own << 1;
	},
};

/** Makes a terminal without a window, and the stream that a program draws on it by. */
export const anEmulator = (columns: number, rows: number) => {
	const terminal = new xterm.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		convertEol: true,
		scrollback: 0,
	});
	terminal.unicode.register(widths);
	terminal.unicode.activeVersion = widths.version;
	const stdout = Object.assign(
		new Writable({
			decodeStrings: false,
			write: (chunk, _encoding, done) => terminal.write(String(chunk), () => done()),
		}),
		{columns, rows, isTTY: true},
	);
	return {
		terminal,
		stdout,
		resize(newColumns: number, newRows: number) {
			terminal.resize(newColumns, newRows);
			Object.assign(stdout, {columns: newColumns, rows: newRows});
			stdout.emit('resize');
		},
		/** The rows of the screen once all that was written is on it, without trailing blanks. */
		async screen(): Promise<readonly string[]> {
			await new Promise<void>(resolve => terminal.write('', resolve));
			const {active} = terminal.buffer;
			return Array.from(
				{length: terminal.rows},
				(_, row) =>
					// Of a window that has become narrower the emulator keeps the cells beyond.
					active
						.getLine(active.baseY + row)
						?.translateToString(true, 0, terminal.cols)
						.trimEnd() ?? '',
			);
		},
	};
};
