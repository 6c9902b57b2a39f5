const two = (count: number): string => String(count).padStart(2, '0');

const dateOf = (date: Date): string =>
	`${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

const minuteOf = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;

/** Says a moment, in milliseconds since the epoch, as this computer's clock showed it: `2026-11-23 18:04:09`. */
export const localMoment = (at: number): string => {
	const date = new Date(at);
	return `${dateOf(date)} ${minuteOf(date)}:${two(date.getSeconds())}`;
};

/** Says a moment as briefly as it can be told apart: `18:04:09` on the day of `now`, else `2026-11-23 18:04`; both in milliseconds since the epoch. */
export const localTime = (at: number, now: number): string => {
	const date = new Date(at);
	return dateOf(date) === dateOf(new Date(now))
		? `${minuteOf(date)}:${two(date.getSeconds())}`
		: `${dateOf(date)} ${minuteOf(date)}`;
};
