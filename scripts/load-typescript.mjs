import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {testOptions} from './esbuild-options.mjs';
import {projectRoot} from './project-root.mjs';

/** Imports a TypeScript file of this project into a script, which plain Node 20 cannot. */
export const loadTypescript = async file => {
	const outdir = join(projectRoot, '.test', `load-${process.pid}-${file.replace(/\W+/g, '-')}`);
	// Not before the end: what the file imports lazily is read from there, too.
	process.once('exit', () => rmSync(outdir, {recursive: true, force: true}));
	await build({...testOptions({root: projectRoot}), entryPoints: [file], outdir, outbase: '.'});
	return import(pathToFileURL(join(outdir, file.replace(/\.tsx?$/, '.mjs'))).href);
};
