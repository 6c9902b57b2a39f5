import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {buildWhenStale} from './build.mjs';
import {loadTypescript} from './load-typescript.mjs';
import {projectRoot} from './project-root.mjs';
import {scenes} from './scenes.mjs';
import {withScope} from './scope.mjs';
import {toSvg} from './svg.mjs';

process.chdir(projectRoot);
await buildWhenStale();
const {startProgram} = await loadTypescript('test/e2e/pty.ts');

for (const {file, title, args, columns, rows, play} of scenes) {
	await withScope(async scope => {
		const app = startProgram(scope, args, {columns, rows});
		await play(app);
		const path = join(projectRoot, file);
		await mkdir(dirname(path), {recursive: true});
		await writeFile(path, toSvg(app.terminal, {title}));
		console.log(file);
	});
}
