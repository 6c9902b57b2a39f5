const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Says how long ago a moment was (`just now`, `12s ago`, `4d ago`); both are milliseconds since the epoch. */
export const relativeTime = (then: number, now: number): string => {
	const passed = Math.max(0, now - then);
	if (passed < 5 * second) {
		return 'just now';
	}
	if (passed < minute) {
		return `${Math.floor(passed / second)}s ago`;
	}
	if (passed < hour) {
		return `${Math.floor(passed / minute)}m ago`;
	}
	return passed < day ? `${Math.floor(passed / hour)}h ago` : `${Math.floor(passed / day)}d ago`;
};

/** Says how long something took (`412 ms`, `1.4 s`, `2 min 5 s`) from milliseconds. */
export const duration = (milliseconds: number): string => {
	const whole = Math.max(0, Math.round(milliseconds));
	if (whole < second) {
		return `${whole} ms`;
	}
	if (whole < minute) {
		return `${(whole / second).toFixed(1)} s`;
	}
	return `${Math.floor(whole / minute)} min ${Math.floor((whole % minute) / second)} s`;
};
