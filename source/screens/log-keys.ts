import type {Keymap, ScreenContext} from './screen-context.tsx';

const whyNoLog = ({state}: ScreenContext): string | undefined => {
	const {environment, session, routes} = state();
	if (!environment) return 'Choose an environment first: each has a log of its own.';
	if (session.status !== 'signed-in') return 'Sign in first: the log is shown to its own user only.';
	return routes.at(-1)?.name === 'log' ? 'You are there.' : undefined;
};

/** Makes a key that opens the log of what was sent from this computer. */
export const logKey = (id: string, key: string): Keymap[number] => ({
	id,
	keys: [key],
	label: 'Log',
	group: 'Anywhere',
	blockedBy: whyNoLog,
	run: ({state}) => state().openLog(),
});
