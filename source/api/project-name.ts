const fewest = 2;
const most = 100;

/** Says what is wrong with the name of a project (contract 2.2), or undefined; blanks around it are not counted. */
export const projectNameProblem = (name: string): string | undefined => {
	const trimmed = name.trim();
	if (trimmed.length < fewest) return `at least ${fewest} characters`;
	if (trimmed.length > most) return `at most ${most} characters`;
	if (!/^[a-zA-Z0-9]/.test(trimmed)) return 'it begins with a letter from A to Z or a digit';
	return /^[a-zA-Z0-9._ -]*$/.test(trimmed)
		? undefined
		: 'only letters from A to Z, digits, blanks, dots, hyphens and underscores';
};
