import {render} from 'ink';
import {environmentNames, findEnvironment} from '../config/environments.ts';
import {findPaths} from '../config/paths.ts';
import {readPreferences} from '../config/preferences.ts';
import {openSettings} from '../config/settings.ts';
import type {SwitchName} from '../config/switches.ts';
import type {Effects} from '../operations/workbench.ts';
import {makeAppStore} from '../store/app-store.ts';
import type {Copy} from '../system/clipboard.ts';
import {readCapabilities} from '../terminal/capabilities.ts';
import {guardTerminal} from '../terminal/guard.ts';
import {sanitise} from '../text/sanitise.ts';
import {App} from './app.tsx';
import {loadLater} from './load-later.ts';

/** What the full-screen program is started with; bound once, in `cli.tsx`. */
export type Start = {
	readonly effects: Effects;
	readonly variables: Readonly<Record<string, string | undefined>>;
	readonly workingDirectory: string;
	readonly version: string;
	/** The environment's name, from `--environment`. */
	readonly environment: string | undefined;
	/** The choices that were made by a flag. */
	readonly switches: ReadonlySet<SwitchName>;
	/** Called once the first frame is there. */
	readonly onFirstFrame?: () => void;
	/** Whether the guided setup was asked for by name. */
	readonly isSetup: boolean;
};

/** Runs the full-screen program until it is left; resolves with its exit code. */
export const main = async ({
	effects,
	variables,
	workingDirectory,
	version,
	environment: name,
	switches,
	isSetup,
	onFirstFrame,
}: Start): Promise<number> => {
	const paths = findPaths(variables, workingDirectory);
	const settings = openSettings(paths.config, effects.clock.now());
	const remembered = environmentNames.find(known => known === settings.environment);
	const asked = findEnvironment(name, variables);
	const wanted = asked.ok && !asked.value ? findEnvironment(remembered, variables) : asked;
	const ownKeys = settings.ownKeys.size > 0 || settings.keysProblem !== undefined;
	const keysProblem = ownKeys ? (await loadLater()).ownKeysProblem(settings) : undefined;
	const problem = wanted.ok ? keysProblem : wanted.error.message;
	if (!wanted.ok || problem !== undefined) {
		process.stderr.write(`${sanitise(problem ?? '', {graphemes: 1000})}\n`);
		return 2;
	}
	const preferences = readPreferences({flags: switches, variables, settings: settings.switches});
	const {ascii, canSuspend} = readCapabilities({
		env: variables,
		platform: process.platform,
		stdin: process.stdin,
		stdout: process.stdout,
	});
	const rules = {ownKeys: settings.ownKeys, isReadOnly: preferences.readOnly};
	const copy: Copy = async text => {
		const {copyText} = await loadLater();
		const {platform, stdout} = process;
		return copyText(text, {variables, platform, clock: effects.clock, write: each => stdout.write(each)});
	};
	let draw = () => {};
	const drawn = new Promise<void>(settle => {
		draw = settle;
	});
	const rememberEnvironment: typeof settings.rememberEnvironment = async environment => {
		// What writes a setting takes a tenth of a first frame to load.
		await drawn;
		await settings.rememberEnvironment(environment);
	};
	const store = makeAppStore({
		effects,
		paths,
		settings: {...settings, rememberEnvironment},
		version,
		variables,
		copy,
		rules,
	});
	const state = store.getState();

	let begin = async () => {};
	// The guided setup asks where to work, unless that was said.
	const chosen = isSetup && asked.ok ? asked.value : wanted.value;
	if (chosen) {
		state.chooseEnvironment(chosen);
		const isSignedIn = await state.restoreSession();
		if (!isSignedIn) {
			state.restart({name: 'sign-in', next: isSetup ? 'setup-project' : 'tokens'});
			begin = state.signIn;
		} else if (isSetup) {
			state.restart({name: 'setup-project'});
			begin = state.loadProjects;
		} else {
			await state.loadKeptTokens();
			state.restart({name: 'tokens'});
			begin = state.loadAll;
		}
	}
	if (settings.warning) state.say(settings.warning);

	const isSpoken = preferences.screenReader;
	const spoken = isSpoken
		? (await import('../terminal/spoken-screen.ts')).makeSpokenScreen({
				clock: effects.clock,
				terminal: process.stdout,
			})
		: undefined;
	const guard = guardTerminal({isInPlace: isSpoken});
	const app = render(
		<App
			store={store}
			clock={effects.clock}
			ascii={preferences.ascii ?? ascii}
			colour={!preferences.noColor}
			isStill={preferences.reducedMotion}
			canSuspend={canSuspend}
			onRepeat={spoken?.repeat}
		/>,
		{
			exitOnCtrlC: false,
			patchConsole: false,
			isScreenReaderEnabled: isSpoken,
			// Ink writes whole frames then, of which ours says what is new.
			...(spoken
				? {stdout: spoken.stdout, debug: true}
				: {alternateScreen: true, maxFps: 60, incrementalRendering: !preferences.wholeFrames}),
		},
	);
	// Nothing is asked of the network before the first frame is there.
	await app.waitUntilRenderFlush();
	draw();
	onFirstFrame?.();
	void begin();
	void loadLater();
	const code = await app.waitUntilExit();
	spoken?.end();
	guard.release();
	const {receipts, run} = store.getState();
	const unfinished =
		run?.status === 'running'
			? [`${run.title}: stopped in the middle. Start pat-tui again to finish it or take it back.`]
			: [];
	for (const line of [...receipts, ...unfinished])
		process.stdout.write(`${sanitise(line, {graphemes: 400})}\n`);
	return typeof code === 'number' ? code : 0;
};
