import type {KeyStore} from '../keys/key-store.ts';
import {fail} from '../result.ts';
import type {Operations} from './operations.ts';

/** What is said where something is not done because nothing may be changed. */
export const readOnlySentence =
	'pat-tui is in read-only mode: nothing is changed. Start it without to do that.';

/** The operations of somebody who only looks: they are listed, and none is begun or taken up. */
export const readOnlyOperations = (operations: Operations): Operations => ({
	...operations,
	begin: async () => fail({kind: 'read-only', message: readOnlySentence}),
	takeUp: async () => fail({kind: 'read-only', message: readOnlySentence}),
});

const refuse = async () => fail({kind: 'read-only', message: readOnlySentence} as const);

/** The key store of somebody who only looks: keys are listed, opened and shown, and none is saved, changed or removed. */
export const readOnlyKeyStore = (keyStore: KeyStore): KeyStore => ({
	...keyStore,
	save: refuse,
	link: refuse,
	restore: refuse,
	reseal: refuse,
	note: refuse,
	remember: refuse,
	forget: refuse,
	narrow: refuse,
	remove: refuse,
});
