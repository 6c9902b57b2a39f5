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

/** Fills in the wizard, from its first page to its review. */
export const fillIn = async (
	app: PtyProgram,
	{name, algorithm = 'ES256', passphrase}: Filling,
): Promise<void> => {
	await seen(app, 'step 1 of 6');
	app.type(name);
	await seen(app, 'good');
	press(app, 'create.next');
	await seen(app, 'step 2 of 6');
	// The cursor is on RS256 at first, which is also the first one.
	const at = Object.values(algorithms).findIndex(each => each.name === algorithm);
	for (let row = 0; row < at; row++) press(app, 'menu.down');
	press(app, 'menu.choose');
	await seen(app, 'step 3 of 6');
	press(app, 'menu.choose');
	await seen(app, 'step 4 of 6');
	if (passphrase !== undefined) app.type(passphrase);
	press(app, 'create.next');
	app.type(passphrase ?? 'plain');
	press(app, 'create.next');
	await seen(app, 'step 5 of 6');
	press(app, 'menu.choose');
	await seen(app, 'step 6 of 6');
};
