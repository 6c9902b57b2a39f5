import {fail, ok, type Result} from '../result.ts';
import {sanitise} from '../text/sanitise.ts';
import {scrub} from '../text/scrub.ts';
import {makeSecret, reveal, type Secret} from '../text/secret.ts';
import type {Clock} from './clock.ts';
import type {KeyringEntry} from './keyring-module.ts';

/** Why the operating system's keyring is of no use; one sentence. */
export type KeyringError = {
	readonly kind: 'not-installed' | 'no-answer' | 'unusable';
	readonly message: string;
};

/** The operating system's keyring (Keychain, Credential Manager, Secret Service). */
export type Keyring = {
	/** The text of an entry; undefined when there is none. */
	readonly get: (entry: KeyringEntry) => Promise<Result<Secret | undefined, KeyringError>>;
	readonly set: (entry: KeyringEntry, text: Secret) => Promise<Result<void, KeyringError>>;
	readonly remove: (entry: KeyringEntry) => Promise<Result<void, KeyringError>>;
};

/** The calls that are made, as the module that finds the native package offers them. */
export type KeyringCalls = {
	readonly getEntry: (entry: KeyringEntry) => Promise<string | null>;
	readonly setEntry: (entry: KeyringEntry, text: string) => Promise<void>;
	readonly removeEntry: (entry: KeyringEntry) => Promise<boolean>;
};

type Deps = {readonly load: () => Promise<KeyringCalls>; readonly clock: Clock};

const limitMs = 3000;
const slowMs = 1000;

const noAnswer: KeyringError = {
	kind: 'no-answer',
	message: 'The system’s keyring did not answer within three seconds.',
};

const errorOf = (error: unknown): KeyringError => {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') {
		return {kind: 'not-installed', message: 'The package @napi-rs/keyring is not installed beside pat-tui.'};
	}
	const words = error instanceof Error ? sanitise(scrub(error.message)) : 'for an unknown reason';
	return {kind: 'unusable', message: `The system’s keyring can not be used: ${words}`};
};

/** Makes the keyring: whatever throws, or has not answered within three seconds, is no keyring; after one that took long nobody waits again. */
export const makeKeyring = ({load, clock}: Deps): Keyring => {
	let silence: KeyringError | undefined;
	const within = async <T>(call: (calls: KeyringCalls) => Promise<T>): Promise<Result<T, KeyringError>> => {
		if (silence) return fail(silence);
		const began = clock.monotonic();
		const answered = new AbortController();
		const tooLate = clock.sleep(limitMs, answered.signal).then(() => fail(noAnswer));
		const give = async (): Promise<Result<T, KeyringError>> => {
			try {
				return ok(await call(await load()));
			} catch (error) {
				return fail(errorOf(error));
			}
		};
		const result = await Promise.race([give(), tooLate]);
		answered.abort();
		// The library itself waits two seconds for a keeper that hangs, and nothing else can run meanwhile.
		if (!result.ok && clock.monotonic() - began >= slowMs) silence = result.error;
		return result;
	};
	return {
		get: async entry => {
			const found = await within(async ({getEntry}) => getEntry(entry));
			if (!found.ok) return found;
			return ok(found.value === null ? undefined : makeSecret(found.value));
		},
		set: async (entry, text) => within(async ({setEntry}) => setEntry(entry, reveal(text))),
		async remove(entry) {
			const removed = await within(async ({removeEntry}) => removeEntry(entry));
			return removed.ok ? ok(undefined) : removed;
		},
	};
};
