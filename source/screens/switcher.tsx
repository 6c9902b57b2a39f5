import {Box, Text} from 'ink';
import type {Project} from '../api/project.ts';
import {Dialog} from '../components/dialog.tsx';
import {FieldRow} from '../components/field-row.tsx';
import {Notice} from '../components/notice.tsx';
import {Spinner} from '../components/spinner.tsx';
import {type Column, Table} from '../components/table.tsx';
import {TextField} from '../components/text-field.tsx';
import {matchingProjects} from '../store/matching-projects.ts';
import {projectLabel} from '../store/projects-slice.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {useApp, useVerbs} from './screen-context.tsx';
import {switcherKeymap} from './switcher-keymap.ts';

const mostRows = 10;

const columnsWith = (activeId: string | undefined): readonly Column<Project>[] => [
	{title: 'NAME', flex: 1, minWidth: 20, cell: projectLabel},
	{title: 'ID', width: 8, cell: ({id}) => sanitise(id.slice(0, 8))},
	{title: 'ACTIVE', width: 6, cell: ({id}) => (id === activeId ? 'active' : '')},
];

/** Finds a project by what is typed of it, and makes it the active one. */
export function Switcher() {
	const projects = useApp(state => state.projects);
	const activeId = useApp(state => state.activeProject?.id);
	const activation = useApp(state => state.activation);
	const {filter, row} = useApp(state => state.switcher);
	const {filterSwitcher} = useVerbs();
	const found = matchingProjects(projects.items, filter);
	const failure =
		activation.status === 'failed'
			? activation.failure
			: projects.status === 'failed'
				? projects.failure
				: undefined;
	return (
		<Frame
			keymap={switcherKeymap}
			crumbs={['Switch project']}
			status="It becomes active for every terminal of this session."
		>
			{({columns, rows}) => (
				<Dialog title="Which project?" columns={columns} rows={rows}>
					{width => (
						<Box flexDirection="column">
							<FieldRow label="Find" labelWidth={5} isFocused columns={width}>
								{room => (
									<TextField
										value={filter}
										width={room}
										placeholder="any part of its name, description or id"
										onChange={filterSwitcher}
									/>
								)}
							</FieldRow>
							{failure ? (
								<Notice
									{...failure}
									press={
										failure.kind === 'session-ended'
											? 'Esc goes back, where i signs in again.'
											: activation.status === 'failed'
												? 'Enter tries again, Ctrl+R reads the list, Esc goes back.'
												: 'Ctrl+R reads the list again, Esc goes back.'
									}
								/>
							) : null}
							{found.length > 0 ? (
								<Table
									columns={columnsWith(activeId)}
									rows={found}
									selected={row}
									width={width}
									height={Math.max(3, Math.min(found.length + 1, mostRows, rows - (failure ? 9 : 5)))}
								/>
							) : projects.status === 'ready' ? (
								<Text>
									{projects.items.length === 0
										? 'There is no project yet: Esc, 2, then n makes one.'
										: 'No project is called like that.'}
								</Text>
							) : null}
							{projects.status === 'loading' || activation.status === 'sending' ? (
								<Text dimColor>
									<Spinner /> {activation.status === 'sending' ? 'making it active' : 'reading your projects'}
								</Text>
							) : null}
						</Box>
					)}
				</Dialog>
			)}
		</Frame>
	);
}
