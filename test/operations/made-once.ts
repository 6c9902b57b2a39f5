import {cpSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Workshop} from './a-workshop.ts';

let count = 0;

/**
 * Gives what is made in an empty workshop: made the first time, and put back as it stood then each time the workshop was
 * cleared, which takes no request. Whatever else stands there by then is gone.
 */
export const madeOnce = <Made>(
	{home, folders}: Pick<Workshop, 'home' | 'folders'>,
	make: () => Promise<Made>,
) => {
	count += 1;
	const kept = join(home, `made-${count}`);
	const places = [
		[join(home, 'sandbox/tokens'), join(kept, 'tokens')],
		[join(home, 'sandbox/members'), join(kept, 'members')],
		[folders.keys, join(kept, 'keys')],
	] as const;
	let made: Promise<Made> | undefined;
	return async (): Promise<Made> => {
		if (made === undefined) {
			made = make();
			await made;
			for (const [place, copy] of places) cpSync(place, copy, {recursive: true});
			return made;
		}
		for (const [place, copy] of places) {
			rmSync(place, {recursive: true, force: true});
			cpSync(copy, place, {recursive: true});
		}
		return made;
	};
};
