import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import {join} from 'node:path';
import {projectRoot} from './project-root.mjs';
import {isStale} from './stamp.mjs';

if (await isStale()) {
	// Loaded only now: a start that has nothing to build does not wait for the bundler.
	const {buildProgram} = await import('./build.mjs');
	await buildProgram();
}

const child = spawn(process.execPath, [join(projectRoot, 'dist/cli.cjs'), ...process.argv.slice(2)], {
	stdio: 'inherit',
});

// The terminal sends Ctrl+C and a hang-up to both: this process only has to outlive the program that answers them.
for (const signal of ['SIGINT', 'SIGQUIT', 'SIGHUP']) {
	process.on(signal, () => {});
}

process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => {
	process.exitCode = code ?? 128 + constants.signals[signal];
});
