/** One word of a chaos rule. */
export type ChaosWord = {
	readonly name: string;
	/** What its value is called, and from where to where it may go; a word without one stands alone. */
	readonly value?: {
		readonly name: string;
		readonly least: number;
		readonly most: number;
		readonly isOptional?: boolean;
	};
	/** `fault` is what the client meets, at most one a rule; the others say when and how. */
	readonly kind: 'fault' | 'condition';
	readonly summary: string;
};

/** Lists the words that a chaos rule is made of after its method and path. */
export const chaosWords = [
	{
		name: 'status',
		value: {name: 'NNN', least: 400, most: 599},
		kind: 'fault',
		summary: "An error of that status, in the service's own form",
	},
	{name: 'drop-before', kind: 'fault', summary: 'The connection breaks before the request has an effect'},
	{name: 'drop-after', kind: 'fault', summary: 'The request has its effect, then the connection breaks'},
	{
		name: 'truncate',
		value: {name: 'BYTES', least: 0, most: 1_000_000, isOptional: true},
		kind: 'fault',
		summary: 'The connection breaks in the middle of the reply, or after so many bytes of its body',
	},
	{
		name: 'html',
		value: {name: 'NNN', least: 400, most: 599, isOptional: true},
		kind: 'fault',
		summary: 'A page of HTML in place of an answer, with status 200 unless told',
	},
	{name: 'not-json', kind: 'fault', summary: 'A reply that calls itself JSON and is not'},
	{
		name: 'wrong-json',
		kind: 'fault',
		summary: 'The reply, with every text turned into a number and the rest into texts',
	},
	{name: 'gzip-bomb', kind: 'fault', summary: 'The reply behind 64 MiB of blanks, compressed to some 64 KiB'},
	{name: 'huge', kind: 'fault', summary: 'The reply behind 256 MiB of blanks'},
	{name: 'redirect', kind: 'fault', summary: 'A redirect to another address'},
	{name: 'hold', kind: 'fault', summary: 'No answer until the client goes away'},
	{
		name: 'slow',
		value: {name: 'MS', least: 0, most: 600_000},
		kind: 'condition',
		summary: 'So many milliseconds before anything else; also alone',
	},
	{
		name: 'done',
		kind: 'condition',
		summary: 'With status, html, redirect and hold: the request has its effect first',
	},
	{
		name: 'retry-after',
		value: {name: 'S', least: 0, most: 86_400},
		kind: 'condition',
		summary: 'With status=429 and 503: the seconds to wait that the reply names',
	},
	{
		name: 'times',
		value: {name: 'N', least: 1, most: 1_000_000},
		kind: 'condition',
		summary: 'It happens to so many requests, and to no more',
	},
	{
		name: 'after',
		value: {name: 'N', least: 0, most: 1_000_000},
		kind: 'condition',
		summary: 'So many requests that fit pass unharmed before',
	},
] as const satisfies readonly ChaosWord[];

/** What a client can meet. */
export type ChaosFault = Extract<(typeof chaosWords)[number], {readonly kind: 'fault'}>['name'];
