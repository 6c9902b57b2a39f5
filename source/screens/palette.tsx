import {Box, Text} from 'ink';
import {Dialog} from '../components/dialog.tsx';
import {FieldRow} from '../components/field-row.tsx';
import {useAscii, useSigns} from '../components/signs-context.tsx';
import {type Column, Table} from '../components/table.tsx';
import {TextField} from '../components/text-field.tsx';
import {spellKeys} from '../dispatch/key-spelling.ts';
import type {BoundBinding} from '../dispatch/keymap.ts';
import {foundCommands} from './found-commands.ts';
import {Frame} from './frame.tsx';
import {paletteBindings, paletteKeymap} from './keymaps.ts';
import {useApp, useScreenContext, useVerbs} from './screen-context.tsx';

/** Finds a command of the screen below by what is typed of it, and runs it there. */
export function Palette() {
	const context = useScreenContext();
	const {filter, row} = useApp(state => state.palette);
	const {filterPalette} = useVerbs();
	const ascii = useAscii();
	const signs = useSigns();
	const found = foundCommands(paletteBindings(context), filter);
	const columns: readonly Column<BoundBinding>[] = [
		{title: '', width: 1, cell: ({blocked}) => (blocked() === undefined ? '' : signs.failed)},
		{title: 'COMMAND', flex: 1, minWidth: 22, cell: ({label}) => label},
		{title: 'KEYS', width: 14, cell: ({keys}) => spellKeys(keys, {ascii})},
		{title: 'ABOUT', width: 12, drop: 1, cell: ({group}) => group},
	];
	return (
		<Frame keymap={paletteKeymap} crumbs={['Commands']} status={found[row]?.blocked() ?? ''}>
			{room => (
				<Dialog title="What do you want to do?" columns={room.columns} rows={room.rows}>
					{width => (
						<Box flexDirection="column">
							<FieldRow label="Find" labelWidth={5} isFocused columns={width}>
								{fieldRoom => (
									<TextField
										value={filter}
										width={fieldRoom}
										placeholder="any part of a command, or its key"
										onChange={filterPalette}
									/>
								)}
							</FieldRow>
							{found.length > 0 ? (
								<Table
									columns={columns}
									rows={found}
									selected={row}
									width={width}
									height={Math.max(3, Math.min(found.length + 1, room.rows - 5))}
								/>
							) : (
								<Text>No command is called like that.</Text>
							)}
						</Box>
					)}
				</Dialog>
			)}
		</Frame>
	);
}
