import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {makeSessionStore, type Vault} from '../../source/auth/session-store.ts';
import type {Ending} from '../fixtures/a-served-sandbox.ts';

/** A session store in a folder of its own. */
export const aSessionStore = async (t: Ending, vault?: Vault) => {
	const folder = await mkdtemp(join(tmpdir(), 'session-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	return {...makeSessionStore(folder, vault), folder};
};
