import {Box, Text} from 'ink';
import {Menu} from '../components/menu.tsx';
import type {Intent} from '../operations/intent.ts';
import type {OperationRecord} from '../operations/operations.ts';
import {relativeTime} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {operationsKeymap} from './operations-keymap.ts';
import {useApp, useNow, useVerbs} from './screen-context.tsx';

const doing: Readonly<Record<Intent['kind'], string>> = {
	'create-token': 'Making',
	'delete-token': 'Deleting',
	'create-project': 'Making the project',
	'update-token': 'Changing',
	'add-principal': 'Adding',
	'set-policy': 'Setting the rights of',
	'remove-principal': 'Removing',
	'visit-project': 'Looking into the project',
	'probe-contract': 'Asking the service with',
	'rotate-key': 'Rotating the key of',
};

const takenBack: Readonly<Record<Intent['kind'], string>> = {
	'create-token': 'no token and no key is left of it',
	'delete-token': 'only while the token is still there',
	'create-project': 'nothing can delete a project that was made',
	'update-token': 'the old values again, unless somebody changed it since',
	'add-principal': 'out of the project again, unless it was given rights since',
	'set-policy': 'the old rights again, unless somebody changed them since',
	'remove-principal': 'in the project again, with the rights it had',
	'visit-project': 'the active project is put back',
	'probe-contract': 'its throw-away token is deleted, either way',
	'rotate-key': 'the old key stands alone again, and the new one is removed',
};

const words = ({intent}: OperationRecord): string =>
	`${doing[intent.kind]} ${sanitise(intent.name || '(no name)')}`;

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
									description: takenBack[record.intent.kind],
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
