// Without a listener SIGUSR1 opens Node's inspector, and whoever connects to it can read every unlocked key.
process.on('SIGUSR1', () => {});

declare const PAT_TUI_VERSION: string;

const wantsHelp = (argument: string) => argument === '--help' || argument === '-h';

const openScreen = async (argv: readonly string[], isSetup: boolean): Promise<number> => {
	const {noTerminalSentence, readCapabilities} = await import('./source/terminal/capabilities.ts');
	if (!readCapabilities(process).isTerminal) {
		process.stderr.write(`${noTerminalSentence}\n`);
		return 2;
	}

	const {hurryStart} = await import('./source/system/heap.ts');
	const onFirstFrame = hurryStart();
	// Ink's colours must neither drop `inverse` on a terminal they do not know nor go beyond the sixteen.
	process.env['FORCE_COLOR'] = '1';
	const [{main}, {screenStart}] = await Promise.all([
		import('./source/app/main.tsx'),
		import('./source/commands/screen-start.ts'),
	]);
	const start = await screenStart(argv, process, PAT_TUI_VERSION);
	if (!start) return 2;
	const code = await main({...start, isSetup, onFirstFrame});
	// What still waits, a timer or a reply, must not hold up the shell: the journal knows what was left open.
	process.exit(code);
};

const run = async (argv: readonly string[]): Promise<number> => {
	const [first] = argv;
	if (first === '--version' || first === '-v') {
		process.stdout.write(`${PAT_TUI_VERSION}\n`);
		return 0;
	}

	if (argv.some(wantsHelp)) {
		const {printHelp} = await import('./source/commands/print-help.ts');
		return printHelp(argv, process);
	}

	if (first === 'setup') return openScreen(argv.slice(1), true);
	if (first === undefined || first.startsWith('-')) return openScreen(argv, false);
	const {runProcess} = await import('./source/commands/run-process.ts');
	return runProcess(argv, process, PAT_TUI_VERSION);
};

// No top-level await: it would make the whole bundle wait for one turn more.
void run(process.argv.slice(2)).then(code => {
	process.exitCode = code;
	// A key pair that is still being made would hold up an interrupted command for seconds.
	if (code >= 128) process.exit();
});
