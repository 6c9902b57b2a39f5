/** The variables that Affinidi's own examples read (contract 4.3). */
export const envNames = [
	'PROJECT_ID',
	'TOKEN_ID',
	'KEY_ID',
	'PRIVATE_KEY',
	'PASSPHRASE',
	'API_GATEWAY_URL',
	'TOKEN_ENDPOINT',
] as const;

/** One of the variables that Affinidi's own examples read. */
export type EnvName = (typeof envNames)[number];

/** How many letters have to be changed, added or left out to make one word of another. */
const distance = (one: string, other: string): number => {
	let row = Array.from({length: other.length + 1}, (_, at) => at);
	for (const [index, letter] of [...one].entries()) {
		const next = [index + 1];
		for (let at = 1; at <= other.length; at++) {
			const same = (row[at - 1] ?? 0) + (letter === other[at - 1] ? 0 : 1);
			next.push(Math.min(same, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row.at(-1) ?? 0;
};

/** Tells which variable a name was probably meant to be; undefined for one that is spelt right, or like none of them. */
export const meantName = (name: string): EnvName | undefined => {
	const upper = name.toUpperCase().replaceAll(/[.-]/gu, '_');
	// A line of a key that lost its quotes can look like a name, and is none worth a comparison.
	if (envNames.some(known => known === name) || name.length > 24) return undefined;
	return envNames.find(known => distance(upper, known) <= (known.length < 8 ? 1 : 2));
};
