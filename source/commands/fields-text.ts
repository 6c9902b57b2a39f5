import {sanitise} from '../text/sanitise.ts';

/** Writes labels and values below each other; an empty value is left out, and every value is sanitised. */
export const fieldsText = (fields: readonly (readonly [label: string, value: string])[]): string => {
	const shown = fields.filter(([, value]) => value !== '');
	const width = Math.max(0, ...shown.map(([label]) => label.length));
	return shown
		.map(([label, value]) => `${label.padEnd(width)}  ${sanitise(value, {graphemes: 400})}\n`)
		.join('');
};
