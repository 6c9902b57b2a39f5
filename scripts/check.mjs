import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {projectRoot} from './project-root.mjs';

const bin = name => join(projectRoot, 'node_modules/.bin', name);

const checks = [
	{name: 'types', command: bin('tsc'), args: ['--project', '.']},
	{name: 'lint and format', command: bin('biome'), args: ['ci', '--error-on-warnings']},
	{name: 'dead code', command: bin('knip'), args: []},
	{
		name: 'generated documents',
		command: process.execPath,
		args: ['scripts/docs.mjs', '--check'],
		file: 'scripts/docs.mjs',
	},
].filter(({file}) => file === undefined || existsSync(join(projectRoot, file)));

const run = ({command, args}) =>
	new Promise((settle, reject) => {
		const child = spawn(command, args, {cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit']});
		child.on('error', reject);
		child.on('close', code => settle(code === 0));
	});

const failed = [];
for (const check of checks) {
	const isFine = await run(check);
	console.log(`${isFine ? 'ok     ' : 'FAILED '} ${check.name}`);
	if (!isFine) {
		failed.push(check.name);
	}
}

process.exitCode = failed.length === 0 ? 0 : 1;
