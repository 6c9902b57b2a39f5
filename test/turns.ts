/** Resolves once `isDone`, asked at every turn of the event loop, says so. */
export const turnsUntil = async (isDone: () => boolean): Promise<void> =>
	new Promise((resolve, reject) => {
		// A promise for each turn would cost more than the turns.
		const look = () => {
			try {
				if (isDone()) resolve();
				else setImmediate(look);
			} catch (error) {
				reject(error);
			}
		};
		setImmediate(look);
	});

/** Resolves after so many turns of the event loop. */
export const turns = async (count: number): Promise<void> => {
	let left = count;
	await turnsUntil(() => {
		left -= 1;
		return left <= 0;
	});
};
