import type {ReactNode} from 'react';
import {assertNever} from '../result.ts';
import {CopyPage} from '../screens/copy.tsx';
import {Create} from '../screens/create/create.tsx';
import {Delete} from '../screens/delete.tsx';
import {Diagnose} from '../screens/diagnose.tsx';
import {Export} from '../screens/export.tsx';
import {Help} from '../screens/help.tsx';
import {KeyPage} from '../screens/key.tsx';
import {KeyFormPage} from '../screens/key-form.tsx';
import {Keys} from '../screens/keys.tsx';
import {Log} from '../screens/log.tsx';
import {LogEntry} from '../screens/log-entry.tsx';
import {Operations} from '../screens/operations.tsx';
import {ownKeysProblem} from '../screens/own-keys.ts';
import {Palette} from '../screens/palette.tsx';
import {PermissionsPage} from '../screens/permissions.tsx';
import {ProjectForm} from '../screens/project-form.tsx';
import {Projects} from '../screens/projects.tsx';
import {Rename} from '../screens/rename.tsx';
import {Rotate} from '../screens/rotate.tsx';
import {Run} from '../screens/run.tsx';
import {SignOut} from '../screens/sign-out.tsx';
import {Switcher} from '../screens/switcher.tsx';
import {TokenPage} from '../screens/token.tsx';
import {Try} from '../screens/try.tsx';
import type {Route} from '../store/route.ts';
import {copyText} from '../terminal/copy-text.ts';
import type {FirstRoute} from './first-route.ts';

/** Draws a screen that no start begins with. */
function LaterScreen({route}: {readonly route: Exclude<Route, FirstRoute>}): ReactNode {
	switch (route.name) {
		case 'sign-out':
			return <SignOut />;
		case 'projects':
			return <Projects />;
		case 'project-form':
			return <ProjectForm />;
		case 'switcher':
			return <Switcher />;
		case 'token':
			return <TokenPage tokenId={route.tokenId} />;
		case 'create':
			return <Create />;
		case 'run':
			return <Run />;
		case 'try':
			return <Try tokenId={route.tokenId} />;
		case 'export':
			return <Export tokenId={route.tokenId} />;
		case 'delete':
			return <Delete tokenId={route.tokenId} />;
		case 'rotate':
			return <Rotate tokenId={route.tokenId} />;
		case 'permissions':
			return <PermissionsPage tokenId={route.tokenId} />;
		case 'rename':
			return <Rename tokenId={route.tokenId} />;
		case 'copy':
			return <CopyPage subject={route.subject} />;
		case 'diagnose':
			return <Diagnose />;
		case 'operations':
			return <Operations />;
		case 'keys':
			return <Keys />;
		case 'key':
			return <KeyPage thumbprint={route.thumbprint} />;
		case 'key-form':
			return <KeyFormPage />;
		case 'log':
			return <Log />;
		case 'log-entry':
			return <LogEntry entryId={route.entryId} />;
		case 'palette':
			return <Palette />;
		case 'help':
			return <Help of={route.of} page={route.page ?? 0} />;
		default:
			return assertNever(route);
	}
}

/** What the full-screen program needs once its first frame is there: loaded in one piece. */
export const later = {LaterScreen, copyText, ownKeysProblem};

export type Later = typeof later;
