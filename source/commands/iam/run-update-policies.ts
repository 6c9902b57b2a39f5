import type {Principal} from '../../api/principal.ts';
import {principalAri} from '../../policies/ari.ts';
import {type Policy, policyVersion} from '../../policies/policy.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {checkProjectFlag} from './meant-project.ts';
import {readPolicyFile} from './read-policy-file.ts';
import {readPrincipal} from './read-principal.ts';
import {runAccess} from './run-access.ts';

type PolicyFor = (projectId: string) => Policy;

const wordsOf = (typed: string): readonly string[] => {
	const words = typed.split(/\s+/u).filter(Boolean);
	return words.length > 0 ? words : ['*'];
};

/** Has the person type the one statement that a policy mostly has. */
const askPolicy = async (
	principal: Principal,
	{prompt, voice}: Pick<Context, 'prompt' | 'voice'>,
): Promise<Result<PolicyFor, CommandError>> => {
	if (!prompt) return fail(usageError('-f (--file) is missing.'));
	voice.say('This makes a policy of one statement, in the place of all it may do there now.');
	const resources = await prompt.line('Resources, with blanks between; * is everything [*]:');
	if (!resources.ok) return resources;
	const actions = await prompt.line('Actions, with blanks between; * is everything [*]:');
	if (!actions.ok) return actions;
	return ok(projectId => ({
		version: policyVersion,
		statement: [
			{
				principal: [principalAri(projectId, principal)],
				action: wordsOf(actions.value),
				resource: wordsOf(resources.value),
				effect: 'Allow',
			},
		],
	}));
};

const namesOther = (policy: Policy, ari: string): boolean =>
	policy.statement.some(({principal}) => principal.some(each => each !== ari));

/** Sets what a principal may do in a project, from a file or from the answers. */
export const runUpdatePolicies: Run = async context => {
	const {flags, voice} = context;
	const checked = checkProjectFlag(context);
	if (!checked.ok) return checked;
	const file = flags.text('file');
	// A file that can't be used is said before anyone types an answer.
	const policy = file === undefined ? undefined : await readPolicyFile(file, context);
	if (policy && !policy.ok) return policy;
	const principal = await readPrincipal(context);
	if (!principal.ok) return principal;
	const policyFor: Result<PolicyFor, CommandError> = policy
		? ok(() => policy.value)
		: await askPolicy(principal.value, context);
	if (!policyFor.ok) return policyFor;
	return runAccess(
		context,
		{principal: principal.value, change: {kind: 'set-policy', policyFor: policyFor.value}},
		async (_deps, project) => {
			const ari = principalAri(project.id, principal.value);
			if (namesOther(policyFor.value(project.id), ari))
				voice.warn(`The policy names another principal than ${ari}, so it may give no rights.`);
			return ok(undefined);
		},
	);
};
