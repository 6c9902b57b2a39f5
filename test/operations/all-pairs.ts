type Factor = {readonly name: string; readonly values: readonly string[]};

/** A value for each factor, by its name. */
export type Row = Readonly<Record<string, string>>;

const pairKey = (one: string, other: string) => [one, other].sort().join(' & ');
const cell = (name: string, value: string) => `${name}=${value}`;

/** Every pair of values of two factors, and the texts of its halves. */
export const pairsOf = (table: readonly Factor[]): ReadonlyMap<string, readonly [string, string]> =>
	new Map(
		table.flatMap((one, index) =>
			table.slice(index + 1).flatMap(other =>
				one.values.flatMap(value =>
					other.values.map(another => {
						const halves = [cell(one.name, value), cell(other.name, another)] as const;
						return [pairKey(...halves), halves] as const;
					}),
				),
			),
		),
	);

/**
 * Makes rows in which every value of each factor meets every value of each other one, always the same ones: each begins
 * with the first pair that is missing, and takes the value that brings the most missing pairs for every other factor.
 */
export const allPairs = (table: readonly Factor[]): readonly Row[] => {
	const missing = new Map(pairsOf(table));
	const rows: Row[] = [];
	for (let [first] = missing.values(); first !== undefined; [first] = missing.values()) {
		const cells = new Map(first.map(text => [text.slice(0, text.indexOf('=')), text]));
		for (const {name, values} of table) {
			if (cells.has(name)) continue;
			const chosen = [...cells.values()];
			const gain = (value: string) =>
				chosen.filter(text => missing.has(pairKey(text, cell(name, value)))).length;
			const [best = ''] = values.toSorted((one, other) => gain(other) - gain(one));
			cells.set(name, cell(name, best));
		}
		const texts = [...cells.values()];
		for (const [index, text] of texts.entries())
			for (const other of texts.slice(index + 1)) missing.delete(pairKey(text, other));
		rows.push(Object.fromEntries([...cells].map(([name, text]) => [name, text.slice(name.length + 1)])));
	}
	return rows;
};
