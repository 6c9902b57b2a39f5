import {Box, Text} from 'ink';
import {Menu, type MenuItem} from '../components/menu.tsx';
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
	'quarantine-token': 'Shutting out the leaked key of',
};

const takenBack: Readonly<Record<Exclude<Intent['kind'], 'rotate-key'>, string>> = {
	'create-token': 'no token and no key is left of it',
	'delete-token': 'only while the token is still there',
	'create-project': 'nothing can delete a project that was made',
	'update-token': 'the old values again, unless somebody changed it since',
	'add-principal': 'out of the project again, unless it was given rights since',
	'set-policy': 'the old rights again, unless somebody changed them since',
	'remove-principal': 'in the project again, with the rights it had',
	'visit-project': 'the active project is put back',
	'probe-contract': 'its throw-away token is deleted, either way',
	'quarantine-token': 'its rights again; a key that was swapped stays swapped',
};

const words = ({intent}: OperationRecord): string =>
	`${doing[intent.kind]} ${sanitise(intent.name || '(no name)')}`;

type Choice =
	| {readonly does: 'resume' | 'undo'; readonly id: string}
	| {readonly does: 'open'; readonly tokenId: string};

const itemsOf = (record: OperationRecord, now: number): readonly MenuItem<Choice>[] => {
	const {id, intent, openedAt} = record;
	const begun = `begun ${relativeTime(Date.parse(openedAt), now)}`;
	if (intent.kind === 'rotate-key') {
		return [
			{
				value: {does: 'open', tokenId: intent.tokenId},
				label: `Open: ${words(record)}`,
				description: `${begun}; it is finished or rolled back there`,
			},
		];
	}
	return [
		{value: {id, does: 'resume'}, label: `Finish: ${words(record)}`, description: begun},
		{value: {id, does: 'undo'}, label: `Take back: ${words(record)}`, description: takenBack[intent.kind]},
	];
};

/** What stopped in the middle, with the two ways out of it. */
export function Operations() {
	const interrupted = useApp(state => state.interrupted);
	const now = useNow();
	const {go, resumeOperation, undoOperation, beginRotation} = useVerbs();
	const choose = (choice: Choice) => {
		if (choice.does === 'open') {
			go({name: 'rotate', tokenId: choice.tokenId});
			void beginRotation(choice.tokenId);
			return;
		}
		const {id, does} = choice;
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
						<Text>These are open, and no running program works on them.</Text>
						<Menu
							width={columns}
							limit={Math.max(2, Math.floor((rows - 3) / 2))}
							items={interrupted.flatMap(record => itemsOf(record, now))}
							onSelect={choose}
						/>
					</Box>
				)
			}
		</Frame>
	);
}
