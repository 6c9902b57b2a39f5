import {fileURLToPath} from 'node:url';

// Without a listener SIGUSR1 opens Node's inspector, and whoever connects to it can read every unlocked key.
process.on('SIGUSR1', () => {});

declare const PAT_TUI_VERSION: string;

/** The built full-screen face, relative to this file. */
declare const FULL_SCREEN_SCRIPT: string;

const wantsHelp = (argument: string) => argument === '--help' || argument === '-h';

const open = async (argv: readonly string[], isSetup: boolean): Promise<never> => {
	const {openScreen} = await import('./source/app/open-screen.ts');
	const script = fileURLToPath(new URL(FULL_SCREEN_SCRIPT, import.meta.url));
	const code = await openScreen(argv, {program: process, version: PAT_TUI_VERSION, script, isSetup});
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

	if (first === 'setup') return open(argv.slice(1), true);
	if (first === undefined || first.startsWith('-')) return open(argv, false);
	const {runProcess} = await import('./source/commands/run-process.ts');
	return runProcess(argv, process, PAT_TUI_VERSION);
};

// No top-level await: it would make the whole bundle wait for one turn more.
void run(process.argv.slice(2)).then(code => {
	process.exitCode = code;
	// A key pair that is still being made would hold up an interrupted command for seconds.
	if (code >= 128) process.exit();
});
