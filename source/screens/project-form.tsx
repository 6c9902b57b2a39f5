import {Box, Text} from 'ink';
import {FieldRow} from '../components/field-row.tsx';
import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {Spinner} from '../components/spinner.tsx';
import {TextField} from '../components/text-field.tsx';
import {formNameProblem} from '../store/project-form-slice.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {projectFormKeymap} from './project-form-keymap.ts';
import {useApp, useVerbs} from './screen-context.tsx';

const labelWidth = 12;

/** Asks for the name and the description of a project, a new one or one that is there. */
export function ProjectForm() {
	const form = useApp(state => state.projectForm);
	const {editProjectForm} = useVerbs();
	const isNew = form?.projectId === undefined;
	const problem = form && formNameProblem(form);
	const crumb = isNew ? 'New project' : `Rename ${sanitise(form.before.name, {graphemes: 40})}`;
	return (
		<Frame
			keymap={projectFormKeymap}
			crumbs={['Projects', crumb]}
			status={form?.failure || form?.isSending ? '' : 'Nothing has been sent yet.'}
		>
			{({columns}) =>
				form ? (
					<Box flexDirection="column" gap={1}>
						<Sentence>
							{isNew
								? 'The new project becomes the active one, for every terminal of this session. It can not be deleted.'
								: 'The new name and description are the same for everybody who works in this project.'}
						</Sentence>
						<Box flexDirection="column">
							<FieldRow
								label="Name"
								labelWidth={labelWidth}
								isFocused={form.field === 'name'}
								columns={columns}
								message={
									problem === undefined
										? {tone: 'ok', text: 'good'}
										: {tone: form.isTried ? 'error' : 'hint', text: problem}
								}
							>
								{width => (
									<TextField
										value={form.name}
										focus={form.field === 'name'}
										width={width}
										placeholder="My project"
										onChange={name => editProjectForm({name})}
									/>
								)}
							</FieldRow>
							<FieldRow
								label="Description"
								labelWidth={labelWidth}
								isFocused={form.field === 'description'}
								columns={columns}
							>
								{width => (
									<TextField
										value={form.description}
										focus={form.field === 'description'}
										width={width}
										placeholder="may be empty"
										onChange={description => editProjectForm({description})}
									/>
								)}
							</FieldRow>
						</Box>
						{form.isSending ? (
							<Text>
								<Spinner /> saving
							</Text>
						) : null}
						{form.failure ? (
							<Notice
								{...form.failure}
								press={
									form.failure.kind === 'session-ended'
										? 'Esc goes back, where i signs in again; what you typed stays here.'
										: 'Ctrl+S saves again, Esc goes back; what you typed stays here.'
								}
							/>
						) : null}
					</Box>
				) : (
					<Sentence>There is nothing to fill in. Esc goes back.</Sentence>
				)
			}
		</Frame>
	);
}
