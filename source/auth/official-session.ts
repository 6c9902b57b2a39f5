import path from 'node:path';
import * as v from 'valibot';
import {devEnvironment, type Environment, prodEnvironment} from '../config/environments.ts';
import type {Keyring} from '../system/keyring.ts';
import {readPrivateFile} from '../system/read-private-file.ts';
import {makeSecret, reveal, type Secret} from '../text/secret.ts';
import {isSessionId} from './session-id.ts';
import type {Session} from './session-store.ts';

/** A session of the official CLI that still counts here, and where it was found, in words. */
export type OfficialSession = Session & {readonly place: string};

/** A session that may be the official CLI's, as it was found. */
export type Candidate = {readonly id: Secret; readonly place: string};

type Sources = {
	/** The home folder (absolute); undefined where nobody knows it. */
	readonly home: string | undefined;
	readonly keyring: Keyring;
};

const sizeLimit = 64 * 1024;
const Credentials = v.pipe(v.string(), v.parseJson(), v.object({sessionId: v.string()}));

// Both of its keyring libraries use this pair (contract 1.5).
const pair = {service: 'sessionID (@affinidi/cli)', account: 'Affinidi'};

const inKeyring = [
	{entry: pair, place: 'the keyring of the system'},
	{entry: {...pair, place: 'kernel'}, place: 'the keys of the kernel'},
	{entry: {...pair, place: 'keytar'}, place: 'the keyring of the system'},
] as const;

const readFile = async (home: string): Promise<string | undefined> => {
	const file = await readPrivateFile(path.join(home, '.affinidi', 'credentials-v2.json'), sizeLimit);
	if (!file.ok) return undefined;
	const {stats, bytes} = file.value;
	// What others can write may lead us into their account.
	const isOurs =
		process.platform === 'win32' || (stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0);
	if (!isOurs) return undefined;
	const read = v.safeParse(Credentials, bytes.toString('utf8'));
	return read.success ? read.output.sessionId : undefined;
};

/**
 * Tells whether the official CLI's session may be of use in an environment: it isn't tagged with one, so it is only shown
 * to the two services it can be from, and to no override of an address.
 */
export const takesOfficialSession = (environment: Environment): boolean =>
	environment === devEnvironment || environment === prodEnvironment;

/** Looks for the official CLI's session in its file and in the keyring (contract 1.5), each id once; nothing is changed there. */
export async function* officialCandidates({home, keyring}: Sources): AsyncGenerator<Candidate, void> {
	const seen = new Set<string>();
	const isNew = (id: string | undefined): id is string => {
		if (id === undefined || !isSessionId(id) || seen.has(id)) return false;
		seen.add(id);
		return true;
	};
	const kept = home && path.isAbsolute(home) ? await readFile(home) : undefined;
	if (isNew(kept)) yield {id: makeSecret(kept), place: '~/.affinidi/credentials-v2.json'};
	for (const {entry, place} of inKeyring) {
		const found = await keyring.get(entry);
		const id = found.ok && found.value ? reveal(found.value) : undefined;
		if (isNew(id)) yield {id: makeSecret(id), place};
	}
}
