const fewestCharacters = 8;
const mostCharacters = 2000;

/** Says in a sentence why a token can't be given a name, the blanks around it cut off; undefined when it can. */
export const nameProblem = (name: string): string | undefined => {
	const length = [...name].length;
	if (length < fewestCharacters)
		return `A name has at least ${fewestCharacters} characters, blanks around it not counted.`;
	return length > mostCharacters ? `A name has at most ${mostCharacters} characters.` : undefined;
};
