import type {Project} from '../api/project.ts';
import {projectNameProblem} from '../api/project-name.ts';
import {sanitise} from '../text/sanitise.ts';
import {type Failure, stepFailure} from './failure.ts';
import {projectLabel} from './projects-slice.ts';
import type {Slice} from './slice.ts';

/** A project that is being made, or changed when it has an id; what was typed stays until the service has taken it. */
export type ProjectForm = {
	readonly projectId: string | undefined;
	/** What the project was called and described as when the form was opened. */
	readonly before: {readonly name: string; readonly description: string};
	readonly name: string;
	readonly description: string;
	readonly field: 'name' | 'description';
	/** Whether the person tried to go on, so that what is wrong is said and not only hinted at. */
	readonly isTried: boolean;
	readonly isSending: boolean;
	readonly failure?: Failure;
};

export type ProjectFormState = {
	readonly projectForm: ProjectForm | undefined;
	/** Forms of other projects that were left with something typed in them. */
	readonly leftForms: readonly ProjectForm[];
	/** Opens the form for a new project, with what was typed when it was left. */
	readonly beginProject: () => void;
	/** Opens the form for the name and description of a project. */
	readonly beginRename: (project: Project) => void;
	readonly editProjectForm: (change: Partial<Pick<ProjectForm, 'name' | 'description' | 'field'>>) => void;
	/** Goes to the next field, or sends the form from the last one. */
	readonly nextProjectField: () => Promise<void>;
	/** Makes or changes the project, or says what keeps it from being sent. */
	readonly submitProject: () => Promise<void>;
	/** Forgets that requests about projects failed for a session that is over: somebody is signed in again. */
	readonly dropEndedSession: () => void;
};

const isOver = (part: {readonly failure?: Failure} | undefined) => part?.failure?.kind === 'session-ended';

const formOf = (projectId: string | undefined, name: string, description: string): ProjectForm => ({
	projectId,
	before: {name, description},
	name,
	description,
	field: 'name',
	isTried: false,
	isSending: false,
});

/** Says what is wrong with the name of the form, or undefined; a name that is left as it was is not sent, and may be anything. */
export const formNameProblem = ({projectId, name, before}: ProjectForm): string | undefined =>
	projectId !== undefined && name === before.name ? undefined : projectNameProblem(name);

/** What of the form differs from what the project is. */
const changeIn = ({name, description, before}: ProjectForm) => ({
	...(name !== before.name && name.trim() !== before.name && {name: name.trim()}),
	...(description !== before.description && {description}),
});

/** Makes the part of the state that is about making, renaming and describing projects. */
export const projectFormSlice: Slice<ProjectFormState> = (set, get, core) => {
	const edit = (change: Partial<ProjectForm>) =>
		set(({projectForm}) => (projectForm ? {projectForm: {...projectForm, ...change}} : {}));

	const withoutFailure = () =>
		set(({projectForm}) => {
			if (!projectForm) return {};
			const {failure: _, ...rest} = projectForm;
			return {projectForm: rest};
		});

	const open = (form: ProjectForm) => {
		const {projectForm: before, leftForms, go} = get();
		// What was typed before the form was left is still there.
		if (!before || before.projectId !== form.projectId) {
			const isSame = ({projectId}: ProjectForm) => projectId === form.projectId;
			set({
				projectForm: leftForms.find(isSame) ?? form,
				leftForms: [
					...leftForms.filter(each => !isSame(each)),
					...(before && Object.keys(changeIn(before)).length > 0 ? [before] : []),
				],
			});
		}
		go({name: 'project-form'});
	};

	/** Whether the project is still as it was when the form was opened; when it is not, that is said and shown. */
	const isAsBefore = async (form: ProjectForm): Promise<boolean> => {
		await get().loadProjects();
		const {projects} = get();
		if (projects.status === 'failed') {
			edit({isSending: false, failure: {...projects.failure, what: 'The project could not be changed'}});
			return false;
		}
		const now = projects.items.find(({id}) => id === form.projectId);
		if (now && now.name === form.before.name && now.description === form.before.description) return true;
		const means = now
			? 'Look whether you still want your change; then save again.'
			: 'Nothing can be changed any more. What you typed is still here.';
		edit({
			isSending: false,
			...(now && {
				before: {name: now.name, description: now.description},
				// A field that was not touched must not take back what somebody else wrote.
				name: form.name === form.before.name ? now.name : form.name,
				description: form.description === form.before.description ? now.description : form.description,
			}),
			failure: {
				kind: 'changed-meanwhile',
				what: 'Somebody else was quicker',
				said: now
					? `It is now called ${projectLabel(now)}, described as: ${sanitise(now.description) || '(nothing)'}`
					: 'The project is not in the list any more.',
				means,
			},
		});
		return false;
	};

	const save = async (form: ProjectForm, projectId: string) => {
		const change = changeIn(form);
		if (Object.keys(change).length === 0) {
			set({projectForm: undefined});
			get().back();
			get().say('Nothing was changed.');
			return;
		}
		edit({isSending: true});
		withoutFailure();
		get().say('');
		const {era} = core;
		if (!(await isAsBefore(form))) return;
		// What was noticed of the active project must not be lost under what is said last.
		const noticed = get().message;
		const [{updateProject}, {service}] = await Promise.all([core.engine(), core.bench()]);
		const result = await updateProject(service.portal, projectId, change);
		// Of a user who was forgotten meanwhile nothing is shown any more.
		if (era !== core.era) return;
		if (!result.ok) {
			edit({isSending: false, failure: stepFailure('The project could not be changed', result.error)});
			return;
		}
		const isHere = get().routes.at(-1)?.name === 'project-form';
		set({projectForm: undefined});
		if (isHere) get().back();
		await get().loadProjects();
		get().say(`Saved: ${projectLabel(result.value)}. ${noticed || get().message}`.trim());
	};

	return {
		projectForm: undefined,
		leftForms: [],
		beginProject() {
			open(formOf(undefined, '', ''));
		},
		beginRename({id, name, description}) {
			open(formOf(id, name, description));
		},
		editProjectForm: edit,
		async nextProjectField() {
			const {projectForm: form, submitProject} = get();
			if (form?.field !== 'name') await submitProject();
			else if (formNameProblem(form) === undefined) edit({field: 'description'});
			else edit({isTried: true});
		},
		async submitProject() {
			const {projectForm: form, replace, startCreateProject} = get();
			if (!form || form.isSending) return;
			if (formNameProblem(form) !== undefined) {
				edit({isTried: true, field: 'name'});
				return;
			}
			if (form.projectId !== undefined) {
				await save(form, form.projectId);
				return;
			}
			replace({name: 'run'});
			const description = form.description.trim();
			await startCreateProject({name: form.name.trim(), ...(description !== '' && {description})});
		},
		dropEndedSession() {
			if (isOver(get().projectForm)) withoutFailure();
			const {activation} = get();
			if (activation.status === 'failed' && isOver(activation)) get().dropActivation();
		},
	};
};
