const amount = (value, unit = 'ms') => `${value.toFixed(1)} ${unit}`;

/** Prints figures as one table: what was measured, beside what, the ratio of the two, and whether it is within its bar. */
export const printTable = figures => {
	const rows = [
		['figure', 'median', 'beside', 'ratio', 'bar', ''],
		...figures.map(({name, value, reference, ratio, bar, unit}) => [
			name,
			amount(value, unit),
			amount(reference, unit),
			`${ratio.toFixed(2)}x`,
			`${bar}x`,
			ratio <= bar ? 'pass' : 'MISS',
		]),
	];
	const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
	for (const row of rows) {
		const cells = row.map((cell, column) =>
			column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
		);
		console.log(cells.join('  ').trimEnd());
	}
};
