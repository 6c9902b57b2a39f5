import {Text, useWindowSize} from 'ink';
import type {ReactNode} from 'react';
import {Header} from '../components/header.tsx';
import {Hints} from '../components/hints.tsx';
import {bodySize, Screen} from '../components/screen.tsx';
import {useIsSpoken, useSigns} from '../components/signs-context.tsx';
import {truncate} from '../text/fit-to.ts';
import {sanitise} from '../text/sanitise.ts';
import {globalKeymap} from './global-keymap.ts';
import {type Keymap, useApp, useKeymap, useQuit} from './screen-context.tsx';

type Props = {
	/** The screen's keys; those that work everywhere need not be among them. */
	readonly keymap: Keymap;
	readonly crumbs: readonly string[];
	/** Stands at the right of the header instead of project and user. */
	readonly right?: string;
	/** What the status line says while nothing else has to be said. */
	readonly status?: string | undefined;
	/** Gets the room between header and footer. */
	readonly children: (size: {readonly columns: number; readonly rows: number}) => ReactNode;
};

/** Draws what all screens share: header, status line and footer, with the screen's own keys in it, and makes those keys listen. */
export function Frame({keymap, crumbs, right, status, children}: Props) {
	const {columns, rows} = useWindowSize();
	const environment = useApp(state => state.environment?.name);
	const project = useApp(state => state.activeProject?.name);
	const user = useApp(state => (state.session.status === 'signed-in' ? state.session.email : undefined));
	const isReadOnly = useApp(state => state.keyRules.isReadOnly);
	const message = useApp(state => state.message);
	const quit = useQuit();
	const {ellipsis} = useSigns();
	const isSpoken = useIsSpoken();
	useKeymap('global', globalKeymap);
	const bindings = useKeymap('screen', keymap);
	const size = bodySize(columns, rows);
	const said = message || status || '';
	return (
		<Screen
			columns={columns}
			rows={rows}
			onQuit={() => quit(0)}
			header={
				<Header
					columns={columns}
					crumbs={crumbs.map(crumb => sanitise(crumb))}
					environment={environment}
					project={[isReadOnly ? 'read-only' : '', sanitise(project ?? '')].filter(Boolean).join('  ')}
					user={user === undefined ? undefined : sanitise(user)}
					right={right}
				/>
			}
			status={<Text>{isSpoken ? said : truncate(said, size.columns, ellipsis)}</Text>}
			footer={<Hints bindings={bindings} columns={columns} />}
		>
			{children(size)}
		</Screen>
	);
}
