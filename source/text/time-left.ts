/** Says how much of a time limit is left (`4:59`) from milliseconds; the last second counts until it is over. */
export const timeLeft = (milliseconds: number): string => {
	const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
