/** A clock that is off by less is neither noticed by services nor worth a word. */
const tolerableSkewMs = 30_000;

/** Gives by how many milliseconds the service's clock is ahead of ours, where that is worth a word. */
export const clockSkew = (serviceTime: number | undefined, now: number): number | undefined => {
	const skew = serviceTime === undefined ? 0 : serviceTime - now;
	return Math.abs(skew) > tolerableSkewMs ? skew : undefined;
};

/** Says how far this computer's clock is off: `10 minutes behind`. */
export const skewWords = (ms: number): string => {
	const seconds = Math.round(Math.abs(ms) / 1000);
	const amount = seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} seconds`;
	return `${amount} ${ms > 0 ? 'behind' : 'ahead'}`;
};
