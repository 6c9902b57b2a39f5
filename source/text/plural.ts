/** Puts a count before its word: `1 token`, `2 tokens`; a plural that is not formed with `s` is given. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
	`${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
