import {editingFolder} from '../config/editing-folder.ts';
import type {Paths} from '../config/paths.ts';
import type {KmsDeps} from '../keys/kms/kms-tool.ts';
import type {OpenKms} from '../keys/open-key.ts';
import type {Effects} from './workbench.ts';

type Needed = Pick<Effects, 'clock' | 'random' | 'processes' | 'variables'>;

/** Gives what the tools of clouds are run with. */
export const kmsDeps = (
	paths: Pick<Paths, 'activity'>,
	{clock, random, processes, variables}: Needed,
): KmsDeps => ({folder: editingFolder(paths), clock, random, processes, variables});

/** Opens keys in a KMS; what that takes is loaded with the first of them. */
export const openKmsWith =
	(deps: KmsDeps): OpenKms =>
	async (key, publicJwk) => {
		const {makeOpenKms} = await import('../keys/kms/open-kms.ts');
		return makeOpenKms(deps)(key, publicJwk);
	};
