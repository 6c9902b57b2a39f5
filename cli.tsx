import path from 'node:path';

// Without a listener SIGUSR1 opens Node's inspector, and whoever connects to it can read every unlocked key.
process.on('SIGUSR1', () => {});

declare const PAT_TUI_VERSION: string;

/** The file names of the built faces, beside this file. */
declare const PAT_TUI_SCRIPTS: {readonly commands: string; readonly fullScreen: string};

const wantsHelp = (argv: readonly string[]) => {
	const end = argv.indexOf('--');
	// Past `--` stands another program's command line.
	return argv.slice(0, end < 0 ? undefined : end).some(each => each === '--help' || each === '-h');
};

// A heap that grows at once spares a start a dozen collections; of the layout engine's wasm a first frame runs a part only.
const screenFlags = ['--semi-space-growth-factor=16', '--wasm-lazy-compilation'];

const runFace = async <Exports,>(script: string, flags: readonly string[] = []) => {
	const {findPaths} = await import('./source/config/paths.ts');
	const {runCachedScript} = await import('./source/system/cached-script.ts');
	const {codeCache} = findPaths(process.env, process.cwd());
	return runCachedScript<Exports>(path.join(import.meta.dirname, 'chunks', script), codeCache, flags);
};

const openScreen = async (argv: readonly string[], isSetup: boolean): Promise<number> => {
	const {noTerminalSentence, readCapabilities} = await import('./source/terminal/capabilities.ts');
	if (!readCapabilities(process).isTerminal) {
		process.stderr.write(`${noTerminalSentence}\n`);
		return 2;
	}

	// Ink's colours must neither drop `inverse` on a terminal they do not know nor go beyond the sixteen.
	process.env['FORCE_COLOR'] = '1';
	const face = await runFace<typeof import('./full-screen.ts')>(PAT_TUI_SCRIPTS.fullScreen, screenFlags);
	const code = await face.exports.openFullScreen(argv, {
		program: process,
		version: PAT_TUI_VERSION,
		isSetup,
		// Now and no later: the less has run, the smaller is what every start has to read.
		onFirstFrame: face.keep,
	});
	// What still waits, a timer or a reply, must not hold up the shell: the journal knows what was left open.
	process.exit(code);
};

const runCommand = async (argv: readonly string[]): Promise<number> => {
	const face = await runFace<typeof import('./commands.ts')>(PAT_TUI_SCRIPTS.commands);
	const code = await face.exports.runProcess(argv, process, PAT_TUI_VERSION);
	face.keep();
	return code;
};

const run = async (argv: readonly string[]): Promise<number> => {
	const [first] = argv;
	if (first === '--version' || first === '-v') {
		process.stdout.write(`${PAT_TUI_VERSION}\n`);
		return 0;
	}

	if (wantsHelp(argv)) {
		const {printHelp} = await import('./source/commands/print-help.ts');
		return printHelp(argv, process);
	}

	if (first === 'completion') {
		const {printCompletion} = await import('./source/commands/completion/print-completion.ts');
		return printCompletion(argv.slice(1), process);
	}

	if (first === undefined) return openScreen(argv, false);
	// Who asks for JSON is a script, and gets the refusal as JSON.
	if (argv.includes('--json')) return runCommand(argv);
	if (first === 'setup') return openScreen(argv.slice(1), true);
	return first.startsWith('-') ? openScreen(argv, false) : runCommand(argv);
};

void run(process.argv.slice(2)).then(code => {
	process.exitCode = code;
	// A key pair that is still being made would hold up an interrupted command for seconds.
	if (code >= 128) process.exit();
});
