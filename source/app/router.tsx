import type {ReactNode} from 'react';
import {HoldKeys} from '../dispatch/dispatch-provider.tsx';
import {useApp} from '../screens/screen-context.tsx';
import {SetupProject} from '../screens/setup-project.tsx';
import {SignIn} from '../screens/sign-in.tsx';
import {Tokens} from '../screens/tokens.tsx';
import {Welcome} from '../screens/welcome.tsx';
import type {Route} from '../store/route.ts';
import type {FirstRoute} from './first-route.ts';
import {useLater} from './load-later.ts';

function Arriving({route}: {readonly route: Exclude<Route, FirstRoute>}) {
	const later = useLater();
	return later ? <later.LaterScreen route={route} /> : <HoldKeys />;
}

/** Draws the screen that lies on top of the stack. */
export function Router(): ReactNode {
	const route = useApp(state => state.routes.at(-1)) ?? {name: 'welcome'};
	switch (route.name) {
		case 'welcome':
			return <Welcome />;
		case 'sign-in':
			return <SignIn />;
		case 'setup-project':
			return <SetupProject />;
		case 'tokens':
			return <Tokens />;
		default:
			return <Arriving route={route} />;
	}
}
