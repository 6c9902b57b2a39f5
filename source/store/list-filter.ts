/** What a filter can ask for by a word of its own, and what may stand behind the colon. */
export const filterWords = {
	alg: ['RS256', 'RS512', 'ES256', 'ES512'],
	key: ['missing', 'here', 'encrypted', 'weak', 'plain', 'exposed', 'kms'],
	try: ['ok', 'failed', 'open', 'never'],
	health: ['ok', 'attention', 'nokey'],
} as const;

export type FilterWord = keyof typeof filterWords;

/** A filter taken apart: what is typed of the name, and what is asked for by words such as `key:missing`, in lower case. */
export type ListFilter = {
	readonly typed: string;
	readonly asked: ReadonlyArray<{readonly word: FilterWord; readonly value: string}>;
};

const isFilterWord = (word: string): word is FilterWord => Object.hasOwn(filterWords, word);

/** Takes a filter apart; a word with nothing behind its colon yet asks for nothing, and any other word with a colon is a part of the name. */
export const parseListFilter = (text: string): ListFilter => {
	const parts = text.split(/\s+/u).map(part => {
		const [word = '', ...rest] = part.split(':');
		const name = word.toLowerCase();
		return {part, word: rest.length > 0 && isFilterWord(name) ? name : undefined, value: rest.join(':')};
	});
	return {
		typed: parts
			.filter(({word}) => word === undefined)
			.map(({part}) => part)
			.join(' ')
			.trim(),
		asked: parts.flatMap(({word, value}) =>
			word === undefined || value === '' ? [] : [{word, value: value.toLowerCase()}],
		),
	};
};

/** Says which words a filter knows, or, after one of them, what may follow it; a short text for the status line. */
export const filterHint = (text: string): string => {
	const last = text.split(/\s+/u).at(-1) ?? '';
	const word = last.toLowerCase().split(':')[0] ?? '';
	return last.includes(':') && isFilterWord(word)
		? `${word}: ${filterWords[word].join(', ')}`
		: `Part of a name, or ${Object.keys(filterWords)
				.map(each => `${each}:`)
				.join(' ')} followed by what is looked for.`;
};
