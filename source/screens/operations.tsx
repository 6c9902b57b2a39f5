import {Box, Text} from 'ink';
import {Menu} from '../components/menu.tsx';
import type {OperationRecord} from '../operations/operations.ts';
import {relativeTime} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {operationsKeymap} from './operations-keymap.ts';
import {useApp, useNow, useVerbs} from './screen-context.tsx';

const words = ({intent}: OperationRecord): string =>
	`${intent.kind === 'create-token' ? 'Making' : 'Deleting'} ${sanitise(intent.name || '(no name)')}`;

/** What stopped in the middle, with the two ways out of it. */
export function Operations() {
	const interrupted = useApp(state => state.interrupted);
	const now = useNow();
	const {go, resumeOperation, undoOperation} = useVerbs();
	const choose = ({id, does}: {readonly id: string; readonly does: 'resume' | 'undo'}) => {
		go({name: 'run'});
		void (does === 'resume' ? resumeOperation(id) : undoOperation(id));
	};
	return (
		<Frame keymap={operationsKeymap} crumbs={['Tokens', 'Interrupted operations']}>
			{({columns, rows}) =>
				interrupted.length === 0 ? (
					<Text>Nothing is left open. Esc goes back.</Text>
				) : (
					<Box flexDirection="column" gap={1}>
						<Text>These stopped in the middle, and no running program works on them.</Text>
						<Menu
							width={columns}
							limit={Math.max(2, Math.floor((rows - 3) / 2))}
							items={interrupted.flatMap(record => [
								{
									value: {id: record.id, does: 'resume'} as const,
									label: `Finish: ${words(record)}`,
									description: `begun ${relativeTime(Date.parse(record.openedAt), now)}`,
								},
								{
									value: {id: record.id, does: 'undo'} as const,
									label: `Take back: ${words(record)}`,
									description:
										record.intent.kind === 'create-token'
											? 'no token and no key is left of it'
											: 'only while the token is still there',
								},
							])}
							onSelect={choose}
						/>
					</Box>
				)
			}
		</Frame>
	);
}
