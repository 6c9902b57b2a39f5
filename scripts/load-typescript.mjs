import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {testOptions} from './esbuild-options.mjs';
import {projectRoot} from './project-root.mjs';

/** Imports a TypeScript file of this project into a script, which plain Node 20 cannot. */
export const loadTypescript = async file => {
	const outdir = join(projectRoot, '.test', `load-${process.pid}`);
	try {
		await build({...testOptions({root: projectRoot}), entryPoints: [file], outdir, outbase: '.'});
		return await import(pathToFileURL(join(outdir, file.replace(/\.tsx?$/, '.mjs'))).href);
	} finally {
		await rm(outdir, {recursive: true, force: true});
	}
};
