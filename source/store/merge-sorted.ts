/**
 * Puts what came since into what is sorted already; of equals the one that was there before stands first.
 *
 * @param sorted in the order of `compare`
 * @param added in any order
 */
export const mergeSorted = <Item>(
	sorted: readonly Item[],
	added: readonly Item[],
	compare: (one: Item, other: Item) => number,
): readonly Item[] => {
	const merged: Item[] = [];
	let from = 0;
	const takeUntil = (end: number) => {
		for (const item of sorted.slice(from, end)) merged.push(item);
		from = end;
	};
	for (const item of added.toSorted(compare)) {
		let low = from;
		let high = sorted.length;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			const there = sorted[middle];
			if (there !== undefined && compare(there, item) <= 0) low = middle + 1;
			else high = middle;
		}
		takeUntil(low);
		merged.push(item);
	}
	takeUntil(sorted.length);
	return merged;
};
