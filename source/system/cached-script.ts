import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {setFlagsFromString} from 'node:v8';
import {Script} from 'node:vm';
import {readOwnFile} from './read-own-file.ts';

/** A script that was run, and its compiled form. */
export type CachedScript<Exports> = {
	readonly exports: Exports;
	/** Keeps the compiled form for the next start, when it is not kept already. */
	readonly keep: () => void;
};

const writeOwn = (file: string, data: Buffer) => {
	try {
		mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
		const temporary = `${file}.${process.pid}`;
		writeFileSync(temporary, data, {mode: 0o600, flag: 'wx'});
		renameSync(temporary, file);
	} catch {
		// The next start is only slower.
	}
};

/**
 * Runs a CommonJS script, written as one function of `exports`, `require`, `module` and `loadModule` (a dynamic import
 * relative to it), from its compiled form where that is kept in `folder`; V8 itself refuses a form of another script, version or machine.
 *
 * @param file the script's absolute path; its name must change with its content
 */
export const runCachedScript = <Exports>(file: string, folder: string): CachedScript<Exports> => {
	const cache = path.join(folder, `${path.basename(file)}-${process.version}-${process.arch}.bin`);
	// A heap that grows at once spares a start a dozen collections. Set first: the compiled form depends on the flags.
	setFlagsFromString('--semi-space-growth-factor=16');
	// What runs as code must lie where nobody else can write.
	const cachedData = readOwnFile(cache);
	const script = new Script(readFileSync(file, 'latin1'), {
		filename: file,
		...(cachedData && {cachedData}),
	});
	let isKept = cachedData !== undefined && script.cachedDataRejected === false;
	const module: {exports: unknown} = {exports: {}};
	// A script that was kept compiled has forgotten how to `import()`: it is handed the way.
	const load = async (specifier: string): Promise<unknown> =>
		import(new URL(specifier, pathToFileURL(file)).href);
	script.runInThisContext()(module.exports, createRequire(file), module, load);
	return {
		exports: module.exports as Exports,
		keep() {
			if (isKept) return;
			isKept = true;
			writeOwn(cache, script.createCachedData());
		},
	};
};
