import {test} from 'node:test';
import {smallestWindow} from '../../source/components/screen.tsx';
import {tooSmallKeymap} from '../../source/components/too-small.tsx';
import {globalKeymap} from '../../source/screens/global-keymap.ts';
import {anApp} from './an-app.tsx';
import {assertNothingHappens, everyKey} from './unbound-keys.ts';

test('in a window that is too small only q and the keys that work everywhere do anything', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.makeToken('ci-deploy-prod');
	app.state().restart({name: 'tokens'});
	await app.resizeTo(smallestWindow.columns - 1, smallestWindow.rows);
	const bound = new Set([...tooSmallKeymap, ...globalKeymap].flatMap(binding => binding.keys));
	await assertNothingHappens(
		app,
		everyKey.filter(key => !bound.has(key)),
	);
});
