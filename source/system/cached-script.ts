import {mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {Script} from 'node:vm';
import {readOwnFile} from './read-own-file.ts';
import {sweepCode} from './sweep-code.ts';

/** A script that was run, and its compiled form. */
export type CachedScript<Exports> = {
	readonly exports: Exports;
	/** Keeps the compiled form, and that of the scripts which it took along, for the next start. */
	readonly keep: () => void;
};

const removeQuietly = (file: string) => {
	try {
		rmSync(file, {force: true});
	} catch {
		// Where nothing may be removed, nothing was written.
	}
};

const writeOwn = (file: string, data: Buffer): boolean => {
	const temporary = `${file}.${process.pid}`;
	try {
		mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
		writeFileSync(temporary, data, {mode: 0o600, flag: 'wx'});
		renameSync(temporary, file);
		return true;
	} catch {
		// The next start is only slower; on a full disk each start would leave another half behind.
		removeQuietly(temporary);
		return false;
	}
};

const lateBuiltins = new Set([
	'child_process',
	'crypto',
	'dns',
	'fs/promises',
	'http',
	'https',
	'net',
	'os',
	'readline',
	'readline/promises',
	'timers/promises',
	'tls',
	'tty',
	'v8',
	'zlib',
]);

/**
 * Makes a `require` that loads some of Node's own modules when something of them is first used: Node compiles them anew at
 * each start, `node:crypto` alone in 8 ms.
 */
const requireLate = (require: NodeJS.Require): ((id: string) => unknown) => {
	const made = new Map<string, unknown>();
	return id => {
		if (!lateBuiltins.has(id.replace(/^node:/, ''))) return require(id);
		const known = made.get(id);
		if (known) return known;
		const late: object = new Proxy(
			{},
			{
				// Bundlers ask each module at once whether it was one of theirs: that must not load it.
				get: (_target, name) => (name === '__esModule' ? undefined : Reflect.get(require(id), name)),
				has: (_target, name) => Reflect.has(require(id), name),
				// What a bundler makes of a default import inherits from the module: its names are found here then.
				getPrototypeOf: () => late,
			},
		);
		made.set(id, late);
		return late;
	};
};

/**
 * Runs a CommonJS script, written as one function of `exports`, `require`, `module` and `loadModule` (a dynamic import
 * relative to it), and the scripts beside it that it requires or loads, each from its compiled form where that is kept in
 * `folder`; V8 itself refuses a form of another script, version or machine.
 *
 * @param file the script's absolute path; its name must change with its content
 * @param flags of V8, set first: the compiled form depends on them
 */
export const runCachedScript = <Exports>(
	file: string,
	folder: string,
	flags: readonly string[] = [],
): CachedScript<Exports> => {
	const require = createRequire(file);
	if (flags.length > 0) {
		// Not imported: the module takes 2 ms, and a command sets no flag.
		const {setFlagsFromString}: typeof import('node:v8') = require('node:v8');
		for (const flag of flags) setFlagsFromString(flag);
	}
	const requireBuiltin = requireLate(require);
	const beside = new Map<string, {readonly module: {exports: unknown}; readonly keep: () => boolean}>();
	const isScript = (id: string) => id.startsWith('./') && id.endsWith('.cjs');
	const runScript = (id: string): unknown => {
		const known = beside.get(id);
		if (known) return known.module.exports;
		const place = path.join(path.dirname(file), id);
		const cache = path.join(folder, `${path.basename(place)}-${process.version}-${process.arch}.bin`);
		// What runs as code must lie where nobody else can write.
		const cachedData = readOwnFile(cache);
		const script = new Script(readFileSync(place, 'latin1'), {
			filename: place,
			...(cachedData && {cachedData}),
		});
		let isKept = cachedData !== undefined && script.cachedDataRejected === false;
		const module: {exports: unknown} = {exports: {}};
		beside.set(id, {
			module,
			keep() {
				if (isKept) return false;
				isKept = true;
				return writeOwn(cache, script.createCachedData());
			},
		});
		script.runInThisContext()(module.exports, requireAny, module, load);
		return module.exports;
	};
	const requireAny = (id: string): unknown => (isScript(id) ? runScript(id) : requireBuiltin(id));
	const keep = () => {
		const written = [...beside.values()].filter(each => each.keep());
		if (written.length > 0) sweepCode(folder, path.dirname(file));
	};
	// A script that was kept compiled has forgotten how to `import()`: it is handed the way.
	const load = async (specifier: string): Promise<unknown> => {
		if (!isScript(specifier)) return import(new URL(specifier, pathToFileURL(file)).href);
		const exports = runScript(specifier);
		keep();
		return exports;
	};
	return {exports: runScript(`./${path.basename(file)}`) as Exports, keep};
};
