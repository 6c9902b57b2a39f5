import {Box, Text} from 'ink';
import type {Project} from '../api/project.ts';
import {Notice} from '../components/notice.tsx';
import {Spinner} from '../components/spinner.tsx';
import {type Column, Table} from '../components/table.tsx';
import {type Activation, projectLabel} from '../store/projects-slice.ts';
import {plural} from '../text/plural.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {projectsKeymapNow} from './projects-keymap.ts';
import {useApp} from './screen-context.tsx';

const noticeLines = 7;

const columnsWith = (activeId: string | undefined): readonly Column<Project>[] => [
	{title: 'ACTIVE', width: 6, cell: ({id}) => (id !== '' && id === activeId ? 'active' : '')},
	{
		title: 'NAME',
		flex: 2,
		minWidth: 20,
		cell: project => (project.id === '' ? '! a record without an id' : projectLabel(project)),
	},
	{title: 'DESCRIPTION', flex: 2, minWidth: 14, drop: 1, cell: ({description}) => sanitise(description)},
	{title: 'PROJECT ID', width: 36, drop: 2, cell: ({id}) => sanitise(id)},
];

/** What is to be said about the choice of an active project. */
function ActivationNotice({activation}: {readonly activation: Activation}) {
	switch (activation.status) {
		case 'none':
			return null;
		case 'asked':
			return (
				<Notice
					tone="warning"
					what={`Make ${projectLabel(activation.project)} the active project?`}
					means="The active project belongs to the session: every terminal that shares it, the official CLI's too, acts on this project from then on."
					press="Enter makes it active, Esc leaves it as it is."
				/>
			);
		case 'sending':
			return (
				<Text>
					<Spinner /> {`making ${projectLabel(activation.project)} the active project`}
				</Text>
			);
		case 'failed':
			return (
				<Notice
					{...activation.failure}
					press={
						activation.failure.kind === 'session-ended'
							? 'i signs in again.'
							: 'Enter tries again, r reads how it stands.'
					}
				/>
			);
	}
}

/** The list of projects, with the active one marked. */
export function Projects() {
	const projects = useApp(state => state.projects);
	const activeId = useApp(state => state.activeProject?.id);
	const limit = useApp(state => state.projectLimit);
	const selected = useApp(state => state.selectedProject);
	const activation = useApp(state => state.activation);
	const keymap = useApp(projectsKeymapNow);
	const {items, status} = projects;
	const isKnown = status === 'ready' || items.length > 0;
	const hasNotice = projects.status === 'failed' || !['none', 'sending'].includes(activation.status);
	return (
		<Frame
			keymap={keymap}
			crumbs={['Projects']}
			status={
				limit !== undefined && items.length >= limit ? 'You have all the projects that you may have.' : ''
			}
		>
			{size => (
				<Box flexDirection="column">
					<Box justifyContent="space-between">
						<Text dimColor>
							{isKnown
								? `${plural(items.length, 'project')}${limit === undefined ? '' : ` of the ${limit} that you may have`}`
								: ''}
						</Text>
						{status === 'loading' ? (
							<Text dimColor>
								<Spinner /> reading the list
							</Text>
						) : null}
					</Box>
					<ActivationNotice activation={activation} />
					{projects.status === 'failed' ? (
						<Notice
							{...projects.failure}
							press={
								projects.failure.kind === 'session-ended'
									? 'i signs in again.'
									: `r tries again.${isKnown ? ' What you see is from before.' : ''}`
							}
						/>
					) : null}
					{items.length === 0 && status === 'ready' ? (
						<Box marginTop={1}>
							<Notice
								tone="info"
								what="There is no project yet"
								means="A token has its rights in projects."
								press="n makes one."
							/>
						</Box>
					) : null}
					{items.length > 0 ? (
						<Table
							columns={columnsWith(activeId)}
							rows={items}
							selected={selected}
							width={size.columns}
							height={Math.max(3, size.rows - (hasNotice ? noticeLines : 2))}
						/>
					) : null}
				</Box>
			)}
		</Frame>
	);
}
