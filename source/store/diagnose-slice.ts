import type {Sdk} from '../exports/sdks.ts';
import {looksPrivate} from '../keys/looks-private.ts';
import type {Check} from '../operations/diagnose/check.ts';
import {completePath} from './complete-path.ts';
import {plannedRun, type RunView, withEvent} from './run-view.ts';
import type {Slice} from './slice.ts';
import {makeTypedKey} from './typed-key.ts';
import {typedPath} from './typed-path.ts';

/** A `.env` file of an application that is looked at, as far as it was; nothing of what stands in it. */
export type Diagnosis = {
	/** `file`: it is named; `looking`: it is looked at; `found`: what was found; `as`: in whose way it is to be looked at. */
	readonly page: 'file' | 'looking' | 'found' | 'as';
	/** The path as it was typed, and the names that it could go on with. */
	readonly file: string;
	readonly names: readonly string[];
	/** The file that was looked at last (absolute), and what was found there. */
	readonly path?: string;
	readonly checks?: readonly Check[];
	/** The official SDK in whose way it is looked at. */
	readonly as?: Sdk | undefined;
	/** The handshake that is made on the file's behalf. */
	readonly run: RunView;
	/** Why it could not be read, and what to do. */
	readonly problem?: {readonly message: string; readonly remedy: string} | undefined;
};

export type DiagnoseState = {
	readonly diagnosis: Diagnosis | undefined;
	/** Goes to where the file is named; what was typed there before is kept. */
	readonly openDiagnosis: () => void;
	readonly editDiagnosisFile: (file: string) => void;
	/** Keeps what was pasted out of the field where it is more than a path; true where it was. */
	readonly dropPastedFile: (text: string) => boolean;
	/** Completes the path that is being typed, or shows what it could go on with. */
	readonly completeDiagnosisFile: () => Promise<void>;
	/** Reads the file that was named, and says what is wrong with it; `as` an SDK would look at it, where one is given. */
	readonly diagnose: (as?: Sdk) => Promise<void>;
	/** Shows in whose way it can be looked at. */
	readonly chooseDiagnosisSdk: () => void;
	/** Stops looking, or goes back by one page; false where the file is named. */
	readonly backInDiagnosis: () => boolean;
};

const untouched = plannedRun('try', 'Looking at it', []);

const droppedText = {
	message: 'That was the text of a file, not its path, and nothing of it was kept.',
	remedy: 'Type the path of the .env file; Tab completes it.',
} as const;

const variable = /^\s*(?:export\s+)?[A-Z][A-Z\d_]*\s*=/u;

/** Makes the part of the state that is about a `.env` file that does not work. */
export const diagnoseSlice: Slice<DiagnoseState> = (set, get, core) => {
	let abort = new AbortController();
	const typed = makeTypedKey();
	const edit = (change: Partial<Diagnosis>) =>
		set(({diagnosis}) => (diagnosis ? {diagnosis: {...diagnosis, ...change}} : {}));
	const base = () => ({
		folder: core.paths.exports,
		home: core.variables['HOME'] ?? core.variables['USERPROFILE'],
	});

	const checksOf = async (path: string, sdk: Sdk | undefined, signal: AbortSignal) => {
		const [{service}, {diagnoseEnv, readEnvFile}] = await Promise.all([core.bench(), core.engine()]);
		const text = await readEnvFile(path);
		if (!text.ok) return text;
		const {clock, random} = core.effects;
		const checks = await diagnoseEnv({service, clock, random}, text.value, {
			sdk,
			projectId: undefined,
			isSignedIn: service.session() !== undefined,
			signal,
			onStep(event) {
				const {diagnosis} = get();
				if (diagnosis && !signal.aborted) edit({run: withEvent(diagnosis.run, event)});
			},
		});
		return {ok: true, value: checks} as const;
	};

	return {
		diagnosis: undefined,
		openDiagnosis() {
			const {diagnosis, go} = get();
			set({
				diagnosis: {
					file: '',
					...diagnosis,
					page: 'file',
					names: [],
					problem: undefined,
					as: undefined,
					run: untouched,
				},
			});
			go({name: 'diagnose'});
		},
		editDiagnosisFile(file) {
			const isText = typed.holds(file) || variable.test(file);
			edit({file: isText ? '' : file, names: [], problem: isText ? droppedText : undefined});
		},
		dropPastedFile(text) {
			typed.end();
			const isText = text.trim().includes('\n') || variable.test(text) || looksPrivate(text);
			if (isText) edit({names: [], problem: droppedText});
			return isText;
		},
		async completeDiagnosisFile() {
			const {file} = get().diagnosis ?? {file: ''};
			const {listNames} = await core.engine();
			const completed = await completePath(file, base(), listNames);
			// What was typed on meanwhile is not taken back.
			if (get().diagnosis?.file === file) edit({file: completed.text, names: completed.names});
		},
		async diagnose(as) {
			const {diagnosis} = get();
			if (!diagnosis || diagnosis.page === 'looking') return;
			if (diagnosis.file.trim() === '') {
				if (!typed.heldLast()) edit({problem: {message: 'Type the path of the .env file.', remedy: ''}});
				return;
			}
			abort = new AbortController();
			const {signal} = abort;
			const {era} = core;
			const path = typedPath(diagnosis.file, base());
			edit({page: 'looking', path, as, names: [], problem: undefined, run: untouched});
			const checks = await checksOf(path, as, signal);
			// It may have been stopped, or be another user's by now.
			if (signal.aborted || era !== core.era) return;
			if (checks.ok) {
				edit({page: 'found', checks: checks.value});
				set({scroll: {of: '', first: 0}});
			} else edit({page: 'file', problem: checks.error});
		},
		chooseDiagnosisSdk() {
			edit({page: 'as'});
		},
		backInDiagnosis() {
			const {page} = get().diagnosis ?? {page: 'file'};
			if (page === 'file') return false;
			abort.abort();
			edit({page: page === 'as' ? 'found' : 'file'});
			return true;
		},
	};
};
