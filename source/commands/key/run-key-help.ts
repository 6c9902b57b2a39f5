import * as v from 'valibot';
import {Algorithm, algorithms} from '../../keys/algorithms.ts';
import {type KeyRecipe, keyRecipe, keyTools} from '../../keys/key-recipes.ts';
import {ok} from '../../result.ts';
import type {Run, View} from '../command.ts';

const programs = {openssl: 'OpenSSL', 'ssh-keygen': 'ssh-keygen'} as const;

type Row = KeyRecipe & {readonly algorithm: Algorithm; readonly register: string};

const toolText = ({tool, steps, stronger}: Row, {paint}: View): string =>
	[
		`  ${paint.bold(`With ${programs[tool]}`)}`,
		// Lines that are to be copied are never broken.
		...[...steps, stronger].flatMap(({what, command}) => [`    # ${what}`, `    ${command}`]),
	].join('\n');

const algorithmText = (rows: readonly Row[], view: View): string => {
	const [first] = rows;
	if (!first) return '';
	const {title, advice} = algorithms[first.algorithm];
	return [
		`${view.paint.bold(first.algorithm)}  ${title}. ${advice}`,
		...rows.map(row => toolText(row, view)),
		`  Then: ${first.register}`,
		'',
	].join('\n');
};

/** Tells how a key pair is made with other programs; nothing is read, made or sent. */
export const runKeyHelp: Run = async ({flags}) => {
	const isWindows = flags.has('windows') || process.platform === 'win32';
	const name = flags.text('name') ?? 'machine-user';
	const wanted = v.parse(v.optional(Algorithm), flags.text('algorithm'));
	const shown = wanted === undefined ? v.parse(v.array(Algorithm), Object.keys(algorithms)) : [wanted];
	const tables = shown.map(algorithm =>
		keyTools.map((tool): Row => {
			const recipe = keyRecipe(algorithm, {tool, name, isWindows});
			const register = `pat-tui token create-token -a ${algorithm} -f ${recipe.publicFile}`;
			return {algorithm, ...recipe, register};
		}),
	);
	return ok({
		kind: 'value',
		value: tables.flat(),
		text: view => tables.map(rows => algorithmText(rows, view)).join('\n'),
	});
};
