import {Box, Text} from 'ink';
import type {Project} from '../api/portal.ts';
import {Menu} from '../components/menu.tsx';
import {Notice} from '../components/notice.tsx';
import {Spinner} from '../components/spinner.tsx';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {useApp, useVerbs} from './screen-context.tsx';
import {setupProjectKeymap} from './setup-project-keymap.ts';

/** Asks which project the first token starts in. */
export function SetupProject() {
	const projects = useApp(state => state.projects);
	const {setActiveProject, restart, go, beginDraft, loadAll} = useVerbs();
	const choose = async (project: Project) => {
		if (!(await setActiveProject(project))) return;
		void loadAll();
		restart({name: 'tokens'});
		beginDraft();
		go({name: 'create'});
	};
	return (
		<Frame keymap={setupProjectKeymap} crumbs={['Setup', 'Project']}>
			{({columns, rows}) => (
				<Box flexDirection="column" gap={1}>
					<Text>
						A token works in projects. Which one does your first token start in? It can be in several, later.
					</Text>
					{projects.status === 'failed' ? (
						<Notice {...projects.failure} press="r reads the projects again, Esc goes back." />
					) : null}
					{projects.items.length === 0 && (projects.status === 'loading' || projects.status === 'idle') ? (
						<Text>
							<Spinner /> Reading your projects
						</Text>
					) : null}
					{projects.items.length === 0 && projects.status === 'ready' ? (
						<Notice
							tone="warning"
							what="You have no project yet"
							means="Make one in the Affinidi Portal, then come back."
							press="r reads the projects again."
						/>
					) : null}
					{projects.items.length > 0 ? (
						<Menu
							width={columns}
							limit={Math.max(1, Math.floor((rows - 4) / 2))}
							items={projects.items.map(project => ({
								value: project,
								label: sanitise(project.name || project.id),
								description: sanitise(project.description || project.id),
							}))}
							onSelect={project => void choose(project)}
						/>
					) : null}
				</Box>
			)}
		</Frame>
	);
}
