import {menuKeymap} from '../components/menu-keymap.ts';
import {textFieldKeymap} from '../components/text-field-keymap.ts';
import {type BindingText, type BoundBinding, bindKeys, findByKey} from '../dispatch/keymap.ts';
import type {AppState} from '../store/app-store.ts';
import type {RouteName} from '../store/route.ts';
import {copyKeymap} from './copy-keymap.ts';
import {
	createKeyKeymaps,
	createKeymapNow,
	createMenuKeymap,
	createPassphraseKeymap,
	createTextKeymap,
	createTickKeymap,
} from './create/create-keymap.ts';
import {deleteCancelKeymap, deleteKeyKeymap, deleteKeymapNow, deleteNameKeymap} from './delete-keymap.ts';
import {
	diagnoseAsKeymap,
	diagnoseFileKeymap,
	diagnoseFoundKeymap,
	diagnoseKeymapNow,
	diagnoseWaitKeymap,
} from './diagnose-keymap.ts';
import {
	exportDoneKeymap,
	exportFileKeymap,
	exportFormatKeymap,
	exportKeymapNow,
	exportRepositoryKeymap,
	exportShownKeymap,
	exportTakenKeymap,
} from './export-keymap.ts';
import {globalKeymap} from './global-keymap.ts';
import {helpKeymap, helpPagesKeymap} from './help-keymap.ts';
import {
	keyFormDeleteKeymap,
	keyFormKeymapNow,
	keyFormNoteKeymap,
	keyFormPassphraseKeymap,
	keyFormTextKeymap,
	keyFormWaitKeymap,
} from './key-form-keymap.ts';
import {keyKeymap, keysKeymap} from './keys-keymap.ts';
import {logEntryKeymap, logKeymap} from './log-keymap.ts';
import {operationsKeymap} from './operations-keymap.ts';
import {makePaletteKeymap} from './palette-keymap.ts';
import {
	permissionsEditKeymap,
	permissionsKeymapNow,
	permissionsLeaveKeymap,
	permissionsReviewKeymap,
	permissionsWaitKeymap,
	permissionsWordKeymap,
} from './permissions-keymap.ts';
import {
	permissionsApplyingKeymap,
	permissionsDoneKeymap,
	permissionsStoppedKeymap,
} from './permissions-results-keymap.ts';
import {projectFormKeymap} from './project-form-keymap.ts';
import {projectsAskedKeymap, projectsKeymap, projectsKeymapNow} from './projects-keymap.ts';
import {renameKeymap} from './rename-keymap.ts';
import {
	rotateConfirmKeymap,
	rotateKeyKeymaps,
	rotateKeyMenuKeymap,
	rotateKeymapNow,
	rotateMenuKeymap,
	rotatePassphraseKeymap,
	rotateTextKeymap,
	rotateWaitKeymap,
} from './rotate-keymap.ts';
import {ruledKeymap} from './ruled-keymap.ts';
import {
	runBroughtKeymap,
	runDoneKeymap,
	runKeymapNow,
	runMadeKeymap,
	runOverlapKeymap,
	runProjectKeymap,
	runRunningKeymap,
	runStoppedKeymap,
} from './run-keymap.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';
import {setupNoProjectKeymap, setupProjectKeymap, setupProjectKeymapNow} from './setup-project-keymap.ts';
import {signInKeymap} from './sign-in-keymap.ts';
import {signOutKeymap} from './sign-out-keymap.ts';
import {switcherKeymap} from './switcher-keymap.ts';
import {tokenKeymap} from './token-keymap.ts';
import {tokensFilterKeymap, tokensKeymap, tokensKeymapNow} from './tokens-keymap.ts';
import {tryAsKeymap, tryKeymap, tryKeymapNow, unlockKeymap} from './try-keymap.ts';
import {welcomeKeymap} from './welcome-keymap.ts';

/** The keys of the palette; what it lists are the keys of the screen below. */
export const paletteKeymap = makePaletteKeymap(context => paletteBindings(context));

/** The keys of every screen, one array for each state of it in which they differ. */
export const keymaps: Readonly<Record<RouteName, readonly [Keymap, ...Keymap[]]>> = {
	welcome: [welcomeKeymap],
	'sign-in': [signInKeymap],
	'sign-out': [signOutKeymap],
	'setup-project': [setupProjectKeymap, setupNoProjectKeymap],
	tokens: [tokensKeymap, tokensFilterKeymap],
	projects: [projectsKeymap, projectsAskedKeymap],
	'project-form': [projectFormKeymap],
	switcher: [switcherKeymap],
	token: [tokenKeymap],
	create: [
		createTextKeymap,
		createMenuKeymap,
		...Object.values(createKeyKeymaps),
		createPassphraseKeymap,
		createTickKeymap,
	],
	run: [
		runRunningKeymap,
		runMadeKeymap,
		runBroughtKeymap,
		runOverlapKeymap,
		runDoneKeymap,
		runProjectKeymap,
		runStoppedKeymap,
	],
	try: [tryKeymap, tryAsKeymap, unlockKeymap],
	export: [
		exportFormatKeymap,
		exportFileKeymap,
		exportTakenKeymap,
		exportRepositoryKeymap,
		exportShownKeymap,
		exportDoneKeymap,
	],
	delete: [deleteNameKeymap, deleteKeyKeymap, deleteCancelKeymap],
	rotate: [
		rotateWaitKeymap,
		rotateMenuKeymap,
		rotateKeyMenuKeymap,
		...Object.values(rotateKeyKeymaps),
		rotatePassphraseKeymap,
		rotateTextKeymap,
		rotateConfirmKeymap,
	],
	diagnose: [diagnoseFileKeymap, diagnoseWaitKeymap, diagnoseFoundKeymap, diagnoseAsKeymap],
	permissions: [
		permissionsEditKeymap,
		permissionsWaitKeymap,
		permissionsLeaveKeymap,
		permissionsReviewKeymap,
		permissionsWordKeymap,
		permissionsApplyingKeymap,
		permissionsDoneKeymap,
		permissionsStoppedKeymap,
	],
	rename: [renameKeymap],
	copy: [copyKeymap],
	operations: [operationsKeymap],
	palette: [paletteKeymap],
	keys: [keysKeymap],
	key: [keyKeymap],
	'key-form': [
		keyFormTextKeymap,
		keyFormNoteKeymap,
		keyFormDeleteKeymap,
		keyFormPassphraseKeymap,
		keyFormWaitKeymap,
	],
	log: [logKeymap],
	'log-entry': [logEntryKeymap],
	help: [helpKeymap, helpPagesKeymap],
};

// An action may have more keys in one state of a screen than in another, and is still one action.
const once = <B extends BindingText>(bindings: readonly B[]): readonly B[] => {
	const byId = new Map<string, B>();
	for (const binding of bindings) {
		const {keys = []} = byId.get(binding.id) ?? {};
		byId.set(binding.id, {
			...(byId.get(binding.id) ?? binding),
			keys: [...new Set([...keys, ...binding.keys])],
		});
	}
	return [...byId.values()];
};

const choices: Partial<Readonly<Record<RouteName, (state: AppState) => Keymap>>> = {
	create: createKeymapNow,
	delete: deleteKeymapNow,
	diagnose: diagnoseKeymapNow,
	export: exportKeymapNow,
	'key-form': keyFormKeymapNow,
	permissions: permissionsKeymapNow,
	projects: projectsKeymapNow,
	rotate: rotateKeymapNow,
	run: runKeymapNow,
	'setup-project': setupProjectKeymapNow,
	tokens: tokensKeymapNow,
	try: tryKeymapNow,
};

/** The keys that a screen has in the state that it is in now, as its footer shows them. */
export const keymapNow = (name: RouteName, state: AppState): Keymap =>
	ruledKeymap(choices[name]?.(state) ?? keymaps[name][0], state.keyRules);

/** A screen's keys and those that work everywhere, unless the screen has the same ones. */
export const withGlobal = (own: Keymap, {keyRules}: Pick<AppState, 'keyRules'>): Keymap => [
	...own,
	...ruledKeymap(globalKeymap, keyRules).filter(({keys}) => !keys.every(key => findByKey(own, key))),
];

/** The commands of the screen below the palette, as they can be used there now. */
export const paletteBindings = (context: ScreenContext): readonly BoundBinding[] => {
	const {routes} = context.state();
	const top = routes.at(-1);
	if (top?.name !== 'palette') return [];
	const state = () => ({...context.state(), routes: routes.slice(0, -1)});
	return bindKeys(withGlobal(keymapNow(top.of, state()), state()), {...context, state});
};

/** Every key of the program, each once: what the readme's table is made of. */
export const allBindings = (): readonly BindingText[] =>
	once<BindingText>([...Object.values(keymaps).flat(2), ...globalKeymap, ...menuKeymap, ...textFieldKeymap]);
