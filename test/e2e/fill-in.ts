import {type Algorithm, algorithms} from '../../source/keys/algorithms.ts';
import {press} from './press.ts';
import type {PtyProgram} from './pty.ts';
import {seen} from './whole-screen.ts';

/** What is filled in for a new token; without a passphrase the key is kept plain. */
export type Filling = {
	readonly name: string;
	readonly algorithm?: Algorithm;
	readonly passphrase?: string;
};

/** Resolves with the rows of the screen once they hold what is waited for. */
export type Shows = (wanted: RegExp | string) => Promise<readonly string[]>;

/** Fills in the wizard, from its first page to its review, of a program wherever it runs. */
export const fillInOn = async (
	app: Pick<PtyProgram, 'press' | 'type'>,
	shows: Shows,
	{name, algorithm = 'ES256', passphrase}: Filling,
): Promise<void> => {
	await shows('step 1 of 6');
	app.type(name);
	await shows('good');
	press(app, 'create.next');
	await shows('step 2 of 6');
	// The cursor is on RS256 at first, which is also the first one.
	const at = Object.values(algorithms).findIndex(each => each.name === algorithm);
	for (let row = 0; row < at; row++) press(app, 'menu.down');
	press(app, 'menu.choose');
	await shows('step 3 of 6');
	press(app, 'menu.choose');
	await shows('step 4 of 6');
	if (passphrase !== undefined) app.type(passphrase);
	press(app, 'create.next');
	app.type(passphrase ?? 'plain');
	press(app, 'create.next');
	await shows('step 5 of 6');
	press(app, 'menu.choose');
	await shows('step 6 of 6');
};

/** Fills in the wizard of a program in a terminal. */
export const fillIn = async (app: PtyProgram, filling: Filling): Promise<void> =>
	fillInOn(app, async wanted => seen(app, wanted), filling);
