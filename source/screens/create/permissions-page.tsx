import {Box, Text} from 'ink';
import {Menu, type MenuItem} from '../../components/menu.tsx';
import {useSigns} from '../../components/signs-context.tsx';
import {presets} from '../../policies/presets.ts';
import type {PermissionChoice} from '../../store/draft-slice.ts';
import {cells} from '../../text/cells.ts';
import {truncate} from '../../text/fit-to.ts';
import {sanitise} from '../../text/sanitise.ts';
import {useApp, useVerbs} from '../screen-context.tsx';

const items: readonly MenuItem<PermissionChoice>[] = [
	...Object.values(presets).map(({id, title, description, certainty, warning}) => ({
		value: id,
		label: certainty === 'derived' ? `${title} (derived: not all action names are proven)` : title,
		description: warning ?? description,
	})),
	{value: 'none', label: 'Nothing yet', description: 'It is in no project until you add it to one.'},
];

/** Asks what the token may do at first, in words. */
export function PermissionsPage({columns, rows}: {readonly columns: number; readonly rows: number}) {
	const {permissions} = useApp(state => state.draft);
	const project = useApp(state => state.draft.project ?? state.activeProject);
	const {editDraft, nextPage} = useVerbs();
	const {ellipsis} = useSigns();
	return (
		<Box flexDirection="column">
			<Text>
				What may it do in{' '}
				<Text bold>
					{truncate(
						sanitise(project?.name ?? 'your project'),
						columns - cells('What may it do in ?'),
						ellipsis,
					)}
				</Text>
				?
			</Text>
			<Box marginTop={rows > 14 ? 1 : 0}>
				<Menu
					width={columns}
					items={items}
					limit={Math.max(3, Math.floor((rows - 2) / 2))}
					initialIndex={items.findIndex(({value}) => value === permissions)}
					onHighlight={choice => editDraft({permissions: choice})}
					onSelect={choice => {
						editDraft({permissions: choice});
						nextPage();
					}}
				/>
			</Box>
		</Box>
	);
}
