import type {TokenProject} from '../../api/iam.ts';
import {allowsEverything} from '../../policies/allows-everything.ts';
import {policyWords} from '../../policies/words.ts';
import {sanitise} from '../../text/sanitise.ts';
import {pressAfter} from '../press-after.ts';
import {entry, type Fact, section, sentence} from './fact.ts';
import type {KnownFacts} from './known-facts.ts';

// Rights that were cut away would look as if they were not there.
const longestRights = {graphemes: 4096};

/** A project's name as it can be drawn, never empty. */
export const projectName = ({id, name}: Pick<TokenProject, 'id' | 'name'>): string =>
	sanitise(name || id) || '(no name)';

/** What a token may do in a project, in words; a policy that can not be read is said to be not known. */
export const rightsWords = ({policy}: Pick<TokenProject, 'policy'>): string =>
	policy
		? policyWords(policy)
				.map(words => sanitise(words, longestRights))
				.join('; ')
		: 'is a member; what it may do there is not known';

const projectFact = (project: TokenProject, {attention}: KnownFacts['signs']): Fact => {
	const isAll = project.policy !== undefined && allowsEverything(project.policy);
	return entry(
		projectName(project),
		isAll ? `${attention} ${rightsWords(project)}` : rightsWords(project),
		isAll ? 'warning' : undefined,
	);
};

/** Says which projects a token is in, and what it may do there. */
export const projectFacts = ({detail, signs}: Pick<KnownFacts, 'detail' | 'signs'>): readonly Fact[] => {
	const projects = (detail?.projects ?? []).map(project => projectFact(project, signs));
	const known = detail?.status === 'ready';
	const title = known ? `Projects (${projects.length})` : 'Projects';
	if (detail?.failure) {
		const {what, said, means} = detail.failure;
		return section(title, [
			sentence(`${signs.failed} ${what}`, 'bad'),
			sentence(sanitise(said, {graphemes: 600}), 'quiet'),
			sentence(means),
			sentence(pressAfter(detail.failure, 'r tries again.'), 'heading'),
			...(projects.length > 0 ? [sentence('From before:', 'quiet'), ...projects] : []),
		]);
	}
	if (!known && projects.length === 0) {
		return section(title, [
			sentence(detail ? `reading them${signs.ellipsis}` : 'They have not been read yet.', 'quiet'),
		]);
	}
	return section(
		title,
		projects.length > 0 ? projects : [sentence('It is in none, so there is nothing that it may do.')],
	);
};
