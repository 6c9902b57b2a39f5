import type {Service} from '../auth/service.ts';
import type {KeyStore} from '../keys/key-store.ts';
import type {Clock} from '../system/clock.ts';
import type {Random} from '../system/random.ts';
import type {Operations} from './operations.ts';

/** What the workflows work with: one user's service and operations, and this machine's keys. */
export type WorkflowDeps = {
	readonly service: Service;
	readonly operations: Operations;
	readonly keyStore: KeyStore;
	readonly clock: Clock;
	readonly random: Random;
};
