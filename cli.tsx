import {noTerminalSentence, readCapabilities} from './source/terminal/capabilities.ts';

// Without a listener SIGUSR1 opens Node's inspector, and whoever connects to it can read every unlocked key.
process.on('SIGUSR1', () => {});

declare const PAT_TUI_VERSION: string;

const wantsHelp = (argument: string) => argument === '--help' || argument === '-h';

const run = async (argv: readonly string[]): Promise<number> => {
	const [first] = argv;
	if (first === '--version' || first === '-v') {
		process.stdout.write(`${PAT_TUI_VERSION}\n`);
		return 0;
	}

	if ((first !== undefined && !first.startsWith('-')) || argv.some(wantsHelp)) {
		const {runCommand} = await import('./source/commands/run-command.ts');
		return runCommand(argv);
	}

	if (!readCapabilities(process).isTerminal) {
		process.stderr.write(`${noTerminalSentence}\n`);
		return 2;
	}

	const {main} = await import('./source/app/main.tsx');
	return main(argv);
};

// No top-level await: it would make the whole bundle wait for one turn more.
void run(process.argv.slice(2)).then(code => {
	process.exitCode = code;
});
