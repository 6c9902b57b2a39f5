import {editingFolder} from '../config/editing-folder.ts';
import {sanitise} from '../text/sanitise.ts';
import type {Slice} from './slice.ts';

/** A text that is read outside the screen, and the name of the file that it is read in; no secret ever stands in it. */
export type PagedText = {readonly name: string; readonly text: string};

export type PagerState = {
	/**
	 * Shows a text in the person's pager, and says why where that can not be done.
	 *
	 * @param make gets the present moment (milliseconds since the epoch)
	 * @param lend gives the terminal to the pager
	 */
	readonly openPager: (
		make: (now: number) => PagedText,
		lend: (work: () => Promise<void>) => Promise<void>,
	) => Promise<void>;
};

/** Makes the part of the state that hands texts to a pager. */
export const pagerSlice: Slice<PagerState> = (_set, get, core) => ({
	async openPager(make, lend) {
		const {pageText} = await core.engine();
		const {clock, variables, random, processes} = core.effects;
		const {name, text} = make(clock.now());
		let problem = '';
		await lend(async () => {
			const shown = await pageText(text, name, {
				folder: editingFolder(core.paths),
				variables,
				random,
				processes,
			});
			if (!shown.ok) problem = shown.error.message;
		});
		if (problem !== '') get().say(`${sanitise(problem)} All of it stands here as well.`);
	},
});
