import {projectResource} from '../../policies/ari.ts';
import {presetRights} from '../../policies/policy-for.ts';
import {type PresetId, presets} from '../../policies/presets.ts';
import type {Rights} from '../../policies/statement-policy.ts';
import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, usageError} from '../command-error.ts';
import type {FlagValues} from '../parse-flags.ts';

/** What was asked for in which projects, before anyone knows the projects' ids. */
export type GrantWish = {
	/** Ids or names; none: the active project. */
	readonly projects: readonly string[];
	readonly rightsIn: (projectId: string) => Rights;
	/** What the person should know about it. */
	readonly warning?: string | undefined;
};

const isPreset = (text: string): text is PresetId => Object.hasOwn(presets, text);

const presetWish = (preset: PresetId, projects: readonly string[]): GrantWish => ({
	projects,
	rightsIn: projectId => presetRights(preset, projectId),
	warning: presets[preset].warning,
});

/** Makes the wish of a preset's name in the active project; undefined for any other word. */
export const wishForPreset = (text: string): GrantWish | undefined =>
	isPreset(text) ? presetWish(text, []) : undefined;

/** Reads the flags about permissions; undefined when there are none. */
export const grantWish = (flags: FlagValues): Result<GrantWish | undefined, CommandError> => {
	const names = ['project', 'preset', 'action', 'resource'] as const;
	const given = names.filter(name => flags.has(name));
	const [first] = given;
	if (flags.has('with-permissions')) {
		return first
			? fail(usageError(`-w (--with-permissions) and --${first} exclude each other.`))
			: ok(presetWish('full', []));
	}
	if (!first) return ok(undefined);
	const [projects, actions, resources] = [
		flags.texts('project'),
		flags.texts('action'),
		flags.texts('resource'),
	];
	const empty = given.find(name => flags.texts(name).some(text => text.trim() === ''));
	if (empty) return fail(usageError(`--${empty} is empty.`));
	const preset = flags.text('preset');
	if (preset !== undefined && isPreset(preset)) {
		const excluded = given.find(name => name === 'action' || name === 'resource');
		return excluded
			? fail(usageError(`--preset and --${excluded} exclude each other.`))
			: ok(presetWish(preset, projects));
	}
	if (resources.length > 0 && actions.length === 0) {
		return fail(usageError('--resource needs at least one --action.'));
	}
	return ok({
		projects,
		rightsIn: projectId => ({
			actions,
			resources: resources.length > 0 || actions.length === 0 ? resources : [projectResource(projectId)],
		}),
	});
};
