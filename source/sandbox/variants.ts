import {fail, ok, type Result} from '../result.ts';
import {sanitise} from '../text/sanitise.ts';
import {type Variants, variantTable} from './variant-table.ts';

const isVariants = (values: Readonly<Record<string, string>>): values is Variants =>
	variantTable.every(({name, values: known}) => known.some(value => value === values[name]));

const complete = (given: Readonly<Record<string, string>>): Variants => {
	const all = {...Object.fromEntries(variantTable.map(({name, values}) => [name, values[0]])), ...given};
	if (!isVariants(all)) throw new Error('A variant has a value that the table does not list.');
	return all;
};

/** Answers what is left open as the table does first; a value that the table does not list throws. */
export const completeVariants = (given: Partial<Variants> = {}): Variants => complete({...given});

/** Reads `NAME=VALUE` texts into variants; the error is a sentence that names what is wrong. */
export const parseVariants = (texts: readonly string[]): Result<Variants, string> => {
	const given = new Map<string, string>();
	for (const text of texts) {
		const [name = '', ...rest] = text.split('=');
		const value = rest.join('=');
		const entry = variantTable.find(candidate => candidate.name === name);
		if (entry === undefined) {
			const names = variantTable.map(candidate => candidate.name).join(', ');
			return fail(`There is no variant "${sanitise(name)}": ${names}.`);
		}
		if (!entry.values.some(known => known === value))
			return fail(`${name} takes one of ${entry.values.join(', ')}, and not "${sanitise(value)}".`);
		if (given.has(name)) return fail(`${name} is given twice.`);
		given.set(name, value);
	}
	return ok(complete(Object.fromEntries(given)));
};
