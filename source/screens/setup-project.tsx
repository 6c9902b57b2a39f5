import {Box, Text} from 'ink';
import type {Project} from '../api/project.ts';
import {Menu} from '../components/menu.tsx';
import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {Spinner} from '../components/spinner.tsx';
import {projectLabel} from '../store/projects-slice.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {pressAfter} from './press-after.ts';
import {useApp, useVerbs} from './screen-context.tsx';
import {setupProjectKeymapNow} from './setup-project-keymap.ts';

const question = ({length}: readonly Project[]): string => {
	if (length === 0) return 'A token works in projects.';
	return length === 1
		? 'You have one project, so your first token starts in it. It can be in others, later.'
		: 'A token works in projects. Which one does your first token start in? It can be in several, later.';
};

/** Asks which project the first token starts in. */
export function SetupProject() {
	const projects = useApp(state => state.projects);
	const activeId = useApp(state => state.activeProject?.id);
	const activation = useApp(state => state.activation);
	const keymap = useApp(setupProjectKeymapNow);
	// A record without an id can't be chosen.
	const items = projects.items.filter(({id}) => id !== '');
	const {beginFirstToken} = useVerbs();
	return (
		<Frame keymap={keymap} crumbs={['Setup', 'Project']}>
			{({columns, rows}) => (
				<Box flexDirection="column" gap={1}>
					<Sentence>{question(items)}</Sentence>
					{projects.status === 'failed' ? (
						<Notice
							{...projects.failure}
							press={pressAfter(projects.failure, 'r reads the projects again, Esc goes back.')}
						/>
					) : null}
					{activation.status === 'failed' ? (
						<Notice
							{...activation.failure}
							press={pressAfter(activation.failure, 'Enter tries again, r reads the projects again.')}
						/>
					) : null}
					{activation.status === 'sending' ? (
						<Text>
							<Spinner /> {`making ${projectLabel(activation.project)} the active project`}
						</Text>
					) : null}
					{items.length === 0 && (projects.status === 'loading' || projects.status === 'idle') ? (
						<Text>
							<Spinner /> Reading your projects
						</Text>
					) : null}
					{items.length === 0 && projects.status === 'ready' ? (
						<Notice
							tone="warning"
							what="You have no project yet"
							means="It takes a name, and becomes the active project."
							press="n makes one, r reads the projects again."
						/>
					) : null}
					{items.length > 0 ? (
						<Menu
							width={columns}
							limit={Math.max(1, Math.floor((rows - (activation.status === 'none' ? 4 : 9)) / 2))}
							items={items.map(project => ({
								value: project,
								label: projectLabel(project),
								description: sanitise(project.description || project.id),
							}))}
							initialIndex={Math.max(
								0,
								items.findIndex(({id}) => id === activeId),
							)}
							onSelect={project => void beginFirstToken(project)}
						/>
					) : null}
				</Box>
			)}
		</Frame>
	);
}
