import {type ActionKind, actions, findAction, type Service, services} from './actions.ts';
import {projectResource} from './ari.ts';
import {isEmptyPolicy} from './is-empty-policy.ts';
import type {Policy, Statement} from './policy.ts';

const filled = (texts: readonly string[]) => [...new Set(texts)].filter(text => text.trim() !== '');

const actionsOf = (service: Service, kind?: ActionKind) =>
	actions.filter(each => each.service === service && (kind === undefined || each.kind === kind));

const singleWords = (text: string): string => {
	const known = findAction(text);
	if (!known) return text.includes('*') ? `${text} (it is not known whether the service honours this)` : text;
	// The older spelling is shown too, for that is what stands in the policy.
	return text === known.action ? known.words : `${known.words} (${text})`;
};

/** Puts a whole service, or all its reads, into one phrase where every one of its actions is there. */
const actionWords = (texts: readonly string[]): readonly string[] => {
	const left = new Set(texts);
	const phrases: string[] = [];
	const takeAll = (known: typeof actions, phrase: string) => {
		if (known.length < 2 || !known.every(each => left.has(each.action))) return;
		for (const each of known) left.delete(each.action);
		phrases.push(phrase);
	};
	for (const [service, name] of Object.entries(services) as [Service, string][]) {
		takeAll(actionsOf(service), `do everything known in ${name}`);
		takeAll(actionsOf(service, 'read'), `read everything in ${name}`);
	}
	return [...phrases, ...[...left].map(singleWords)];
};

const anyProject = /^\*:[^*]+:\*$/u;

const resourceWords = (resources: readonly string[], isProject: (resource: string) => boolean) => {
	if (resources.includes('*')) return ' ( on * )';
	return resources.every(isProject) ? '' : ` on ${resources.join(', ')}`;
};

const statementWords = (
	{action, resource, effect}: Statement,
	isProject: (resource: string) => boolean,
): string | undefined => {
	const names = filled(action);
	const resources = filled(resource);
	if (names.length === 0 || resources.length === 0) return undefined;
	if (effect !== 'Allow') {
		return `has a statement of an unknown kind (${effect || 'no effect'}): ${names.join(', ')} on ${resources.join(', ')}`;
	}
	if (!names.includes('*'))
		return `can ${actionWords(names).join(', ')}${resourceWords(resources, isProject)}`;
	if (resources.includes('*')) return 'can do anything ( * on * )';
	return resources.every(isProject)
		? 'can do anything in the project ( * )'
		: `can do anything ( * )${resourceWords(resources, isProject)}`;
};

/**
 * Says in short sentences what a policy allows; a grant on the whole of `projectId` (left out: of any one project) needs
 * no mention of resources. Texts of the service are in them as they are, to be sanitised by who draws them.
 */
export const policyWords = (policy: Policy, projectId?: string): readonly string[] => {
	const isProject = (resource: string) =>
		projectId === undefined ? anyProject.test(resource) : resource === projectResource(projectId);
	const sentences = policy.statement
		.map(statement => statementWords(statement, isProject))
		.filter(each => each !== undefined);
	return isEmptyPolicy(policy) ? ['is a member without any right', ...sentences] : sentences;
};
