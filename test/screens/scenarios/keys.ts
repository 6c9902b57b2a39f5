import {generateKeyPairSync} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {makeKeyPair} from '../../../source/keys/key-pair.ts';
import {makeKeyStore} from '../../../source/keys/key-store.ts';
import {
	keyFormDeleteKeymap,
	keyFormNoteKeymap,
	keyFormPassphraseKeymap,
	keyFormTextKeymap,
	keyFormWaitKeymap,
} from '../../../source/screens/key-form-keymap.ts';
import {keyKeymap, keysKeymap} from '../../../source/screens/keys-keymap.ts';
import type {KeyFormKind} from '../../../source/store/key-form-slice.ts';
import {systemRandom} from '../../../source/system/random.ts';
import type {AStore} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const name = 'ci-deploy-prod';
const passphrase = 'of old';

/** Links a file as another tool wrote it, encrypted with few rounds, which opens fast; others can read it. */
export const aWeakKey = async ({paths}: Pick<AStore, 'paths'>) => {
	const {privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	const path = join(paths.keys, '..', 'mine.pem');
	const sealed = {format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase} as const;
	await writeFile(path, privateKey.export(sealed), {mode: 0o644});
	const store = makeKeyStore({folder: paths.keys, clock: {now: () => 0}, random: systemRandom});
	const linked = await store.link(makeKeyPair(privateKey, 'ES256'), {
		name: 'my own key',
		link: {custody: 'external', path},
	});
	if (!linked.ok) throw new Error(linked.error.message);
	return {path, thumbprint: linked.value.row.record.thumbprint};
};

/** A token with its key, a weak key that no token uses, and files that are none of a key. */
export const someKeys = async (app: AStore) => {
	await app.signIn();
	await app.makeToken(name);
	const weak = await aWeakKey(app);
	await writeFile(join(app.paths.keys, 'torn-0123456789ab.json'), '{');
	const {restart, openKeys, loadTokens} = app.state();
	restart({name: 'tokens'});
	await loadTokens();
	openKeys();
	await app.until(({keyRows}) => keyRows?.length === 3);
	const own = app.state().keyRows?.find(row => row.status !== 'damaged' && row.record.name === name);
	if (!own || own.status === 'damaged') throw new Error('The key of the token is not in the list');
	return {weak: weak.thumbprint, own: own.record.thumbprint, path: weak.path};
};

const formOf = async (app: AStore, which: 'own' | 'weak', kind: KeyFormKind) => {
	const keys = await someKeys(app);
	app.state().beginKeyForm(keys[which], kind);
	await app.until(({keyForm}) => keyForm?.page !== 'reading');
};

/** The states of the list of keys, of one key, and of what is changed about it. */
export const keysScenarios: readonly Scenario[] = [
	{
		name: 'keys, some',
		keymap: keysKeymap,
		focus: 'none',
		async reach(app) {
			await someKeys(app);
		},
	},
	{
		name: 'keys, none',
		keymap: keysKeymap,
		focus: 'none',
		async reach({signIn, state, until}) {
			await signIn();
			const {keyRows: before} = state();
			state().openKeys();
			await until(({keyRows}) => keyRows !== before);
		},
	},
	{
		name: 'key',
		keymap: keyKeymap,
		focus: 'none',
		async reach(app) {
			const {weak} = await someKeys(app);
			app.state().go({name: 'key', thumbprint: weak});
		},
	},
	{
		name: 'key, gone',
		keymap: keyKeymap,
		focus: 'none',
		async reach({signIn, state}) {
			await signIn();
			state().go({name: 'key', thumbprint: 'not-there'});
		},
	},
	{
		name: 'key-form, its passphrase',
		keymap: keyFormTextKeymap,
		focus: 'text',
		reach: async app => formOf(app, 'weak', 'passphrase'),
	},
	{
		name: 'key-form, a new passphrase',
		keymap: keyFormPassphraseKeymap,
		focus: 'text',
		reach: async app => formOf(app, 'own', 'passphrase'),
	},
	{
		name: 'key-form, note',
		keymap: keyFormNoteKeymap,
		focus: 'text',
		reach: async app => formOf(app, 'own', 'note'),
	},
	{
		name: 'key-form, name to type',
		keymap: keyFormDeleteKeymap,
		focus: 'text',
		reach: async app => formOf(app, 'weak', 'delete'),
	},
	{
		name: 'key-form, used by a token',
		keymap: keyFormWaitKeymap,
		focus: 'none',
		reach: async app => formOf(app, 'own', 'delete'),
	},
];
