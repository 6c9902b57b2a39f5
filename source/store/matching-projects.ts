import type {Project} from '../api/project.ts';

const startsWith = (text: string, words: readonly string[]) =>
	words[0] !== undefined && text.startsWith(words[0]);

/**
 * Finds the projects that hold every word of a filter, in name, description or id, whatever the case; those whose name
 * begins with the first word come first. A record without an id can't be chosen and is never among them.
 */
export const matchingProjects = (projects: readonly Project[], filter: string): readonly Project[] => {
	const words = filter
		.toLowerCase()
		.split(/\s+/)
		.filter(word => word !== '');
	const matching = projects.filter(({id, name, description}) => {
		const text = `${name}\n${description}\n${id}`.toLowerCase();
		return id !== '' && words.every(word => text.includes(word));
	});
	const begins = ({name}: Project) => startsWith(name.toLowerCase(), words);
	return [...matching.filter(begins), ...matching.filter(project => !begins(project))];
};
