import type {AppState} from '../store/app-store.ts';
import {browseKeymap, formKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import {pagedDiagnosis} from './paged-texts.ts';
import {pagerKey} from './pager-key.ts';
import type {Keymap} from './screen-context.tsx';
import {scrollKeys} from './scroll-keys.ts';

const group = 'Diagnose';

const back = (label: string): Keymap[number] => ({
	id: 'diagnose.back',
	keys: ['escape'],
	label,
	group,
	footer: 'always',
	run({state}) {
		const {backInDiagnosis, back: leave, restart} = state();
		if (!backInDiagnosis() && !leave()) restart({name: 'tokens'});
	},
});

/** The keys of the field that takes the path of a `.env` file. */
export const diagnoseFileKeymap: Keymap = [
	{
		id: 'diagnose.look',
		keys: ['enter', 'ctrl+s'],
		label: 'Look at it',
		group,
		footer: true,
		run({state}) {
			void state().diagnose(state().diagnosis?.as);
		},
	},
	{
		id: 'diagnose.complete',
		keys: ['tab'],
		label: 'Complete the path',
		group,
		footer: true,
		run({state}) {
			void state().completeDiagnosisFile();
		},
	},
	back('Back'),
	...formKeymap,
];

/** The keys while the file is looked at. */
export const diagnoseWaitKeymap: Keymap = [back('Stop'), ...browseKeymap];

/** The keys of what was found. */
export const diagnoseFoundKeymap: Keymap = [
	{
		id: 'diagnose.again',
		keys: ['r', 'R', 'f5', 'ctrl+r'],
		label: 'Look again',
		group,
		footer: true,
		run({state}) {
			void state().diagnose(state().diagnosis?.as);
		},
	},
	{
		id: 'diagnose.as',
		keys: ['a'],
		label: 'As an SDK',
		group,
		footer: true,
		run: ({state}) => state().chooseDiagnosisSdk(),
	},
	...scrollKeys,
	pagerKey(pagedDiagnosis),
	back('Another file'),
	...browseKeymap,
];

/** The keys while it is chosen in whose way the file is looked at. */
export const diagnoseAsKeymap: Keymap = [...menuHints('Look at it so'), back('Back'), ...browseKeymap];

/** The keys of the diagnosis as it stands now. */
export const diagnoseKeymapNow = ({diagnosis}: Pick<AppState, 'diagnosis'>): Keymap => {
	switch (diagnosis?.page) {
		case 'looking':
			return diagnoseWaitKeymap;
		case 'found':
			return diagnoseFoundKeymap;
		case 'as':
			return diagnoseAsKeymap;
		default:
			return diagnoseFileKeymap;
	}
};
