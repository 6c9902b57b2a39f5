import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Token} from '../source/api/token.ts';
import {sandboxEnvironment} from '../source/config/environments.ts';
import {findPaths} from '../source/config/paths.ts';
import {userFolder} from '../source/config/user-folder.ts';
import {makeKeyGenerator} from '../source/keys/generate.ts';
import {registeredJwk} from '../source/keys/public-jwk.ts';
import {makeWorkbench} from '../source/operations/workbench.ts';
import {keepList} from '../source/store/kept-list.ts';
import {systemEffects} from '../source/system/system-effects.ts';

/** Makes a home in a temporary folder whose sandbox holds `count` tokens, signed in and with the list kept; returns the folder. */
export const seedHome = async (count: number): Promise<string> => {
	const home = await mkdtemp(path.join(tmpdir(), 'pat-tui-bench-'));
	const paths = findPaths({PAT_TUI_HOME: home}, home);
	const effects = systemEffects();
	const {clock, random} = effects;
	const workbench = makeWorkbench(sandboxEnvironment, paths, effects, '0.0.0');
	const session = await workbench.service.signIn();
	if (!session.ok) throw new Error('The sandbox let nobody in');
	const {publicJwk} = await makeKeyGenerator().generate('ES256');
	const tokens: Token[] = [];
	for (let number = 0; number < count; number += 1) {
		const keys = [registeredJwk(publicJwk, 'ES256', random.uuid())];
		const created = await workbench.service.iam.createToken({
			name: `token-${String(number).padStart(5, '0')}`,
			authenticationMethod: {type: 'PRIVATE_KEY', signingAlgorithm: 'ES256', publicKeyInfo: {jwks: {keys}}},
		});
		if (!created.ok) throw new Error(created.error.message);
		tokens.push(created.value.value);
	}
	// In the service's own order, so that the fresh list moves no row while the first key is measured.
	tokens.sort((a, b) => (a.id < b.id ? -1 : 1));
	await keepList(userFolder(paths, sandboxEnvironment, session.value.user), {at: clock.now(), tokens});
	return home;
};
