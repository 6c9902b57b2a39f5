import {selectIsSessionOver} from '../store/take-up-again.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const isAtSignIn = ({state}: ScreenContext) => {
	const name = state().routes.at(-1)?.name;
	return name === 'sign-in' || name === 'welcome';
};

const whyNotIn = (context: ScreenContext): string | undefined => {
	if (isAtSignIn(context)) return 'You are on your way in.';
	const state = context.state();
	return state.session.status !== 'signed-in' || selectIsSessionOver(state)
		? undefined
		: 'You are signed in.';
};

const whyNotOut = (context: ScreenContext): string | undefined => {
	const {session, run} = context.state();
	if (session.status !== 'signed-in') return 'Nobody is signed in.';
	return run?.status === 'running'
		? 'An operation is on its way: wait for it, or stop it with Esc.'
		: undefined;
};

/** The keys of every screen on which letters are not text that are about who is signed in. */
export const sessionKeymap: Keymap = [
	{
		id: 'session.sign-in',
		keys: ['i'],
		label: 'Sign in again',
		group: 'Anywhere',
		blockedBy: whyNotIn,
		run({state}) {
			state().go({name: 'sign-in', next: 'back'});
			void state().signIn();
		},
	},
	{
		id: 'session.sign-out',
		keys: ['Q'],
		label: 'Sign out',
		group: 'Anywhere',
		blockedBy: whyNotOut,
		run: ({state}) => state().go({name: 'sign-out'}),
	},
];
