import {buildWhenStale} from '../scripts/build.mjs';
import {commands} from './commands.mjs';
import {keys} from './keys.mjs';
import {list} from './list.mjs';
import {load} from './load.mjs';
import {printTable} from './print-table.mjs';
import {rest} from './rest.mjs';
import {start} from './start.mjs';

// Usage: bench.mjs [part …]; without a part, all of them run.
const parts = {start, commands, keys, list, rest, load};

const chosen = process.argv.slice(2);
const unknown = chosen.find(name => !Object.hasOwn(parts, name));
if (unknown === undefined) {
	await buildWhenStale();
	const figures = [];
	for (const [name, measure] of Object.entries(parts)) {
		if (chosen.length === 0 || chosen.includes(name)) {
			figures.push(...(await measure()));
		}
	}

	printTable(figures);
	process.exitCode = figures.every(({ratio, bar}) => ratio <= bar) ? 0 : 1;
} else {
	console.error(`There is no part ${unknown}: ${Object.keys(parts).join(', ')}`);
	process.exitCode = 2;
}
