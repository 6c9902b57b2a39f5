import * as v from 'valibot';
import {sanitise} from '../text/sanitise.ts';
import {type SwitchName, type SwitchValues, switches} from './switches.ts';

const SessionStoreChoice = v.picklist(['auto', 'keyring', 'file']);

/** Where sessions may be kept: in the system's keyring where it answers, else in a file; never in a file; always in one. */
export type SessionStoreChoice = v.InferOutput<typeof SessionStoreChoice>;

/** The keys that a person gave to bindings, by the binding's id; an empty list takes all its keys away. */
export type OwnKeys = ReadonlyMap<string, readonly string[]>;

/** The settings as they were read, with what is wrong in them. */
export type StoredSettings = {
	/** Empty before the first choice. */
	readonly environment: string;
	readonly sessionStore: SessionStoreChoice;
	readonly switches: SwitchValues;
	readonly ownKeys: OwnKeys;
	/** A sentence for each setting that could not be used as it is, and what counts in its place. */
	readonly problems: readonly string[];
	/** Why the own keys can not be understood at all. */
	readonly keysProblem: string | undefined;
};

const Settings = v.record(v.string(), v.unknown());
const Keys = v.record(v.string(), v.array(v.string()));
const Session = v.object({store: v.optional(SessionStoreChoice, 'auto')});

const isSwitch = (name: string): name is SwitchName => Object.hasOwn(switches, name);

/** The safe side of a choice that can not be read: nothing is changed. */
const otherwise: SwitchValues = {readOnly: true};

const known: ReadonlySet<string> = new Set(['environment', 'session', 'keys', ...Object.keys(switches)]);

/** What there is to read before anything was chosen. */
export const noSettings: StoredSettings = {
	environment: '',
	sessionStore: 'auto',
	switches: {},
	ownKeys: new Map(),
	problems: [],
	keysProblem: undefined,
};

const readSwitches = (all: Readonly<Record<string, unknown>>) => {
	const values: Partial<Record<SwitchName, boolean>> = {};
	const problems: string[] = [];
	for (const [name, value] of Object.entries(all)) {
		if (!isSwitch(name)) continue;
		if (typeof value === 'boolean') {
			values[name] = value;
			continue;
		}
		const used = otherwise[name];
		if (used !== undefined) values[name] = used;
		problems.push(
			`${name} takes true or false: ${used === undefined ? 'it is left out' : `${used} is used`}.`,
		);
	}
	return {values, problems};
};

/**
 * Reads settings from what a JSON file held, each on its own, so that a mistake in one leaves the others alone.
 *
 * @returns undefined when they are no object at all
 */
export const parseSettings = (content: unknown): StoredSettings | undefined => {
	const all = v.safeParse(Settings, content);
	if (!all.success || Array.isArray(content)) return undefined;
	const {environment = '', session = {}, keys = {}} = all.output;
	const [name, store, own] = [
		v.safeParse(v.string(), environment),
		v.safeParse(Session, session),
		v.safeParse(Keys, keys),
	];
	const chosen = readSwitches(all.output);
	const unknown = Object.keys(all.output).filter(each => !known.has(each) && !each.startsWith('__'));
	return {
		environment: name.success ? name.output : '',
		sessionStore: store.success ? store.output.store : 'auto',
		switches: chosen.values,
		ownKeys: new Map(own.success ? Object.entries(own.output) : []),
		problems: [
			...(name.success ? [] : ['environment takes the name of one: none is used.']),
			...(store.success ? [] : ['session.store takes auto, keyring or file: auto is used.']),
			...chosen.problems,
			...unknown.map(each => `${sanitise(each, {graphemes: 40})} is no setting.`),
		],
		keysProblem: own.success
			? undefined
			: 'keys takes a list of keys for each binding, such as {"token.delete": ["X"]}.',
	};
};
