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

const words = Object.keys(filterWords).filter(isFilterWord);

/** The word of the filter whose state somebody seems to have typed as a part of a name: `miss` is `key:missing`. */
const meantBy = (typed: string): string | undefined => {
	if (typed.length < 3) return undefined;
	for (const word of words) {
		const value = filterWords[word].find(each => each.toLowerCase().startsWith(typed));
		if (value !== undefined) return `${word}:${value}`;
	}
	return undefined;
};

/** Says which words a filter knows, or, after one of them, what may follow it; a short text for the status line. */
export const filterHint = (text: string): string => {
	const last = (text.split(/\s+/u).at(-1) ?? '').toLowerCase();
	const [word = ''] = last.split(':');
	if (isFilterWord(word)) return `${word}: ${filterWords[word].join(', ')}`;
	const meant = meantBy(last);
	return meant === undefined
		? `Part of a name, or ${words.map(each => `${each}:`).join(' ')} followed by what is looked for.`
		: `Part of a name. For the state type ${meant}`;
};
