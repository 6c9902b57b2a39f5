import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {loadTypescript} from '../scripts/load-typescript.mjs';

const few = 10;
const many = 10_000;
const presses = 200;
// Both ways over the list, and the filter, are back where they began then.
const warmUp = 16;
const mostBytes = 2048;

const p95 = values => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)];

const moves = Array.from({length: presses}, (_, index) => (Math.floor(index / 4) % 2 === 0 ? 'j' : 'k'));
// What is typed into the filter, and taken back letter by letter.
const typed = [...'token-01'].flatMap((letter, index, all) =>
	index === all.length - 1 ? [letter, ...all.map(() => '\u007F')] : [letter],
);
const letters = Array.from({length: presses}, (_, index) => typed[index % typed.length]);

/** P4 and P5 of the speed bars: a key and a letter of the filter, each to its frame, in a list of 10,000 beside one of 10. */
export const keys = async () => {
	// Before React is loaded, which looks at it once.
	process.env.NODE_ENV = 'production';
	const {openKeys} = await loadTypescript('bench/key-times.tsx');
	const home = await mkdtemp(join(tmpdir(), 'pat-tui-bench-'));
	const measure = async (count, pressed, before = []) => {
		const app = openKeys(count, home);
		await app.press([...before, ...pressed.slice(0, warmUp)]);
		const times = await app.press(pressed);
		app.end();
		return times;
	};

	try {
		const short = await measure(few, moves);
		const long = await measure(many, moves);
		const filtered = await measure(many, letters, ['/']);
		const bytes = p95(long.bytes);
		return [
			{
				name: 'P4 key to frame, 10,000 tokens beside 10, p95',
				value: p95(long.ms),
				reference: p95(short.ms),
				ratio: p95(long.ms) / p95(short.ms),
				bar: 1.2,
			},
			{
				name: `P4 bytes a key (${bytes} of ${mostBytes})`,
				value: bytes,
				reference: mostBytes,
				ratio: bytes / mostBytes,
				unit: 'B',
				bar: 1,
			},
			{
				name: 'P5 letter of the filter beside a key, p95',
				value: p95(filtered.ms),
				reference: p95(long.ms),
				ratio: p95(filtered.ms) / p95(long.ms),
				bar: 2,
			},
		];
	} finally {
		await rm(home, {recursive: true, force: true});
	}
};
