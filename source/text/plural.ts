/** Writes a whole number with commas between its thousands: 1,234. */
export const grouped = (count: number): string =>
	// Not `toLocaleString`: its first call loads the locale's data, which takes half a frame.
	String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** Puts a count before its word: `1 token`, `2 tokens`; a plural that is not formed with `s` is given. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
	`${grouped(count)} ${count === 1 ? one : many}`;
