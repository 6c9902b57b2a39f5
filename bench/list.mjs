import {join} from 'node:path';
import {loadTypescript} from '../scripts/load-typescript.mjs';
import {withScope} from '../scripts/scope.mjs';
import {alternate} from './alternate.mjs';
import {startSandbox} from './start-sandbox.mjs';

const tokens = 10_000;
const page = 100;

/** P7 of the speed bars: a list of 10,000 tokens, its first page before the second, the whole beside a bare loop of the same fetches. */
export const list = async () => {
	const {openList, seedSandbox} = await loadTypescript('bench/long-list.ts');
	return withScope(async scope => {
		const {home, sandbox, remove} = await seedSandbox(tokens);
		scope.after(remove);
		const origin = await startSandbox(scope, ['--data', sandbox]);
		const {bareLoop, readList} = await openList(origin, join(home, 'reader'));
		const timed = async () => {
			const begin = performance.now();
			const read = await bareLoop();
			if (read !== tokens) {
				throw new Error(`The bare loop read ${read} tokens`);
			}

			return performance.now() - begin;
		};
		const measure = async () => {
			const {ms, rows, firstPage} = await readList();
			if (rows !== tokens || firstPage !== page) {
				throw new Error(`${rows} rows, ${firstPage} of them before the second page`);
			}

			return ms;
		};
		return [
			await alternate({
				name: 'P7 list of 10,000, first page before the second',
				bar: 1.15,
				rounds: 5,
				measure,
				measureReference: timed,
			}),
		];
	});
};
