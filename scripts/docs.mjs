import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {loadTypescript} from './load-typescript.mjs';
import {projectRoot} from './project-root.mjs';

// Usage: docs.mjs [--check]; rewrites what stands between the marks of the readme, or only says whether it is stale.
const readme = join(projectRoot, 'readme.md');

const keys = async () => {
	const [{allBindings}, {keyTable}] = await Promise.all([
		loadTypescript('source/screens/keymaps.ts'),
		loadTypescript('source/dispatch/key-tables.ts'),
	]);
	// These two groups only repeat, for the footer, keys that a menu and the whole program have anyway.
	return keyTable(allBindings().filter(({id}) => !/^(hint|form)\./.test(id)));
};

const commands = async () => {
	const {commandTable} = await loadTypescript('source/commands/command-table.ts');
	const rows = commandTable.map(
		({name, operands = [], summary}) => `| \`${['pat-tui', name, ...operands].join(' ')}\` | ${summary} |`,
	);
	return ['| Command | What it does |', '|---|---|', ...rows].join('\n');
};

const generated = {keys: await keys(), commands: await commands()};

/** Puts each generated part between its marks; throws when a mark is missing. */
const fill = text =>
	Object.entries(generated).reduce((filled, [name, part]) => {
		const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
		const from = filled.indexOf(begin);
		const to = filled.indexOf(end);
		if (from < 0 || to < from) {
			throw new Error(`readme.md lacks the marks ${begin} and ${end}`);
		}
		return `${filled.slice(0, from)}${begin}\n\n${part}\n\n${filled.slice(to)}`;
	}, text);

const before = await readFile(readme, 'utf8');
const after = fill(before);
if (after === before) {
	console.log('readme.md is up to date');
} else if (process.argv.includes('--check')) {
	console.error('readme.md is stale: run `node scripts/docs.mjs`');
	process.exitCode = 1;
} else {
	await writeFile(readme, after);
	console.log('readme.md rewritten');
}
