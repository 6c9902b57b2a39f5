import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import type {Token} from '../../source/api/token.ts';
import {type Environment, sandboxEnvironment} from '../../source/config/environments.ts';
import {findPaths} from '../../source/config/paths.ts';
import {openSettings} from '../../source/config/settings.ts';
import type {Algorithm} from '../../source/keys/algorithms.ts';
import type {Effects} from '../../source/operations/workbench.ts';
import {makeSandbox, type SandboxOptions} from '../../source/sandbox/sandbox.ts';
import {type AppState, makeAppStore} from '../../source/store/app-store.ts';
import type {PermissionChoice} from '../../source/store/draft-slice.ts';
import type {Copied} from '../../source/system/clipboard.ts';
import {systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';
import {quietEffects} from '../fixtures/quiet-effects.ts';
import {makePatience} from '../patience.ts';
import {aHeldClock} from './a-held-clock.ts';

/** What stands between a request and the sandbox. */
export type Intercept = NonNullable<SandboxOptions['intercept']>;

const passOn: Intercept = async (request, next) => next(request);

const patienceMs = 60_000;

/** The sandbox behind `fetch`, where a test can hold and break requests; the embedded one lets nobody in between. */
const openEnvironment: Environment = {...sandboxEnvironment, embedded: false, folder: 'open'};

/** Answers the requests that a path and a method match, and lets all others through. */
export const answering =
	(
		method: string,
		path: RegExp,
		answer: (request: Request, next: () => Promise<Response>) => Promise<Response>,
	): Intercept =>
	async (request, next) =>
		request.method === method && path.test(new URL(request.url).pathname)
			? answer(request, async () => next(request))
			: next(request);

/** Refuses as the service does (contract 1.3), with a status. */
export const refusing = (method: string, path: RegExp, status: number, message = 'Not now.'): Intercept =>
	answering(method, path, async () =>
		Response.json({name: 'TestError', message, httpStatusCode: status, traceId: 'trace-1'}, {status}),
	);

/** Lets nothing through and never answers, as a service that hangs. */
export const holding = (method: string, path: RegExp): Intercept =>
	answering(method, path, async () => new Promise(() => {}));

const aborted = async (signal: AbortSignal) =>
	new Promise<never>((_resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason), {once: true});
	});

// What waits for an answer that never comes is held by nothing else, as a socket would: it would be collected, and Esc end nothing.
const underWay = new Set<unknown>();

type Options = {
	readonly autoApprove?: boolean;
	/** Effects in place of quiet ones: a browser, a port, variables. */
	readonly effects?: Partial<Effects>;
	/** The variables of the process's environment; none unless given. */
	readonly variables?: Readonly<Record<string, string>>;
	/** What is known of each text that is copied; sent to the terminal, unless given. */
	readonly copied?: Copied;
};

const sent: Copied = {tool: undefined, failed: [], isSent: true};

const openStore = async (
	home: string,
	{autoApprove = true, effects: own, variables = {}, copied = sent}: Options,
) => {
	const copies: string[] = [];
	const clock = aHeldClock();
	let intercept = passOn;
	const paths = findPaths({PAT_TUI_HOME: home}, home);
	const sandbox = await makeSandbox({
		directory: paths.sandbox,
		origin: sandboxEnvironment.portalUrl,
		clock,
		random: systemRandom,
		autoApprove,
		intercept: async (request, next) => intercept(request, next),
	});
	const effects = {
		...quietEffects,
		...own,
		clock,
		random: systemRandom,
		processes: systemProcesses,
		// As over a network, where a call that was given up never answers.
		fetch: async (...[input, init]: Parameters<typeof fetch>) => {
			const request = new Request(input, init);
			const held = {request, init};
			underWay.add(held);
			try {
				return await Promise.race([sandbox.fetch(request), aborted(request.signal)]);
			} finally {
				underWay.delete(held);
			}
		},
	};
	const start = () =>
		makeAppStore({
			effects,
			paths,
			settings: openSettings(paths.config, clock.now()),
			version: '0.0.0',
			variables,
			async copy(text) {
				copies.push(text);
				return copied;
			},
		});
	const setIntercept = (next: Intercept) => {
		intercept = next;
	};
	return {paths, clock, sandbox, start, setIntercept, copies};
};

const aFolder = () => mkdtempSync(join(tmpdir(), 'store-'));

const done: string[] = [];
// Not at the end of a test: what nobody waits for may still be reading then.
process.once('exit', () => {
	for (const folder of done) rmSync(folder, {recursive: true, force: true});
});

type Kept = {readonly path: string; readonly mode: number; readonly content: Buffer | undefined};

/** What is in a folder, the folders before what is in them. */
const readTree = (folder: string): readonly Kept[] =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.toSorted()
		.map(path => {
			const place = join(folder, path);
			const stats = statSync(place);
			const content = stats.isDirectory() ? undefined : readFileSync(place);
			return {path, mode: stats.mode & 0o777, content};
		});

// All at once: to copy a tree file by file takes Node as long as the rest of a short test.
const writeTree = (tree: readonly Kept[], folder: string) => {
	for (const {path, mode, content} of tree)
		if (content) writeFileSync(join(folder, path), content, {mode});
		else mkdirSync(join(folder, path), {mode});
};

/** A home in which somebody has signed in before: signing in takes a fresh RSA key each time, which is most of what a test would wait for. */
const signedInHome = async (): Promise<readonly Kept[]> => {
	const home = aFolder();
	const {start} = await openStore(home, {});
	const {getState} = start();
	getState().chooseEnvironment(openEnvironment);
	await getState().signIn();
	if (getState().session.status !== 'signed-in') throw new Error('The sandbox did not let anybody in');
	done.push(home);
	return readTree(home);
};
let template: ReturnType<typeof signedInHome> | undefined;

/** A store over a real sandbox in a folder of its own; nobody is signed in yet. */
export const aStore = async (t: Pick<TestContext, 'after'>, options: Options = {}) => {
	const home = aFolder();
	t.after(() => {
		done.push(home);
	});
	template ??= signedInHome();
	writeTree(await template, home);
	const {paths, clock, sandbox, start, setIntercept, copies} = await openStore(home, options);
	const store = start();
	const state = store.getState;

	/** Resolves when the state passes; throws with what is said and shown after a minute. */
	const until = async (passes: (state: AppState) => boolean, what = String(passes)): Promise<void> => {
		const begun = performance.now();
		const moment = makePatience();
		while (!passes(state())) {
			if (performance.now() - begun > patienceMs) {
				throw new Error(
					`Not in time: ${what}; on ${JSON.stringify(state().routes)}, saying "${state().message}"`,
				);
			}
			await moment();
		}
	};

	return {
		home,
		paths,
		clock,
		store,
		sandbox,
		/** The texts that were copied. */
		copies,
		state,
		until,
		/** Makes another store over the same disk and service, as the next start of the program would. */
		startAgain: start,
		/** Puts something between the next requests and the sandbox. */
		interceptWith: setIntercept,
		/** Lets every request through again. */
		passOn() {
			setIntercept(passOn);
		},
		/** Takes up the session of before, or signs in at the sandbox that is mounted in the program, and waits for all that the list shows. */
		async signIn({embedded = false}: {readonly embedded?: boolean} = {}) {
			state().chooseEnvironment(embedded ? sandboxEnvironment : openEnvironment);
			state().restart({name: 'sign-in', next: 'tokens'});
			if (await state().restoreSession()) {
				state().restart({name: 'tokens'});
				await state().loadAll();
			} else {
				await state().signIn();
			}
			await until(
				({tokens, projects, keys}) =>
					tokens.status === 'fresh' && projects.status === 'ready' && keys !== undefined,
			);
		},
		/** Chooses the environment without signing in. */
		choose: () => state().chooseEnvironment(openEnvironment),
		/** Makes a token with a key of this computer, as the wizard does, and gives it back as the list has it. */
		async makeToken(
			name: string,
			{
				passphrase = '',
				algorithm = 'ES256',
				permissions = 'issue',
			}: {
				readonly passphrase?: string;
				readonly algorithm?: Algorithm;
				readonly permissions?: PermissionChoice;
			} = {},
		): Promise<Token> {
			const {beginDraft, editDraft, startCreate} = state();
			beginDraft();
			editDraft({name, algorithm, permissions});
			store.secrets.set('passphrase', passphrase);
			await startCreate();
			const made = state().tokens.items.find(token => token.id === state().run?.tokenId);
			if (!made) throw new Error(`Not made: ${JSON.stringify(state().run?.failure)}`);
			return made;
		},
	};
};
export type AStore = Awaited<ReturnType<typeof aStore>>;
