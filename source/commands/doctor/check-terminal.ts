import type {Finding} from '../../operations/doctor/finding.ts';
import {childVariables} from '../../system/child-variables.ts';
import {findProgram} from '../../system/find-program.ts';
import {readProgram} from '../../system/read-program.ts';
import {readCapabilities} from '../../terminal/capabilities.ts';
import type {Host} from '../host.ts';

/** What the full-screen program needs to draw on, in cells. */
const smallest = {columns: 60, rows: 20};
/** A multiplexer that waits longer after Esc makes the key feel stuck. */
const longestEscapeMs = 100;

const found = {id: 'terminal', title: 'Terminal'};

const checkTmux = async ({variables}: Host): Promise<readonly Finding[]> => {
	if (!variables['TMUX']) return [];
	const tmux = {id: 'tmux', title: 'tmux'};
	const program = findProgram('tmux', variables['PATH']);
	const answer =
		program && (await readProgram(program, ['show', '-gv', 'escape-time'], childVariables(variables)));
	if (!answer || !/^\d+\s*$/u.test(answer)) {
		const remedy = '`tmux show -gv escape-time` should say 100 or less.';
		return [{...tmux, status: 'attention', detail: 'It did not tell its escape-time.', remedy}];
	}
	const ms = Number(answer);
	if (ms <= longestEscapeMs) return [{...tmux, status: 'ok', detail: `escape-time ${ms} ms`}];
	const remedy = '`tmux set -g escape-time 10`, and the same line without tmux in ~/.tmux.conf.';
	return [{...tmux, status: 'attention', detail: `It waits ${ms} ms after every Esc.`, remedy}];
};

const checkScreen = ({variables}: Host): readonly Finding[] => {
	if (!variables['STY']) return [];
	const detail = 'It waits 300 ms after every Esc unless told otherwise.';
	return [
		{id: 'screen', title: 'screen', status: 'attention', detail, remedy: '`maptimeout 10` in ~/.screenrc.'},
	];
};

/** Checks what the full-screen program would be drawn on: size, colours, characters, and a multiplexer's delay after Esc. */
export const checkTerminal = async (host: Host): Promise<readonly Finding[]> => {
	const {stdin, stdout, variables} = host;
	const {isTerminal, columns, rows, colour, ascii} = readCapabilities({
		env: variables,
		platform: process.platform,
		stdin,
		stdout,
	});
	if (!isTerminal) {
		return [{...found, status: 'ok', detail: 'none: commands work, the full-screen program needs one'}];
	}
	const isTooSmall = columns < smallest.columns || rows < smallest.rows;
	const remedy = `Make the window at least ${smallest.columns}x${smallest.rows} for the full-screen program.`;
	const facts = [`${columns}x${rows}`, colour ? 'colours' : 'no colours (NO_COLOR)'];
	const findings: readonly Finding[] = [
		{
			...found,
			detail: facts.join(', '),
			...(isTooSmall ? {status: 'attention', remedy} : {status: 'ok'}),
		},
		ascii
			? {
					id: 'characters',
					title: 'Characters',
					status: 'attention',
					detail: 'ASCII only: the locale says nothing of UTF-8.',
					remedy: 'Set LANG to a UTF-8 locale, such as C.UTF-8, where the terminal draws more.',
				}
			: {id: 'characters', title: 'Characters', status: 'ok', detail: 'UTF-8'},
	];
	return [...findings, ...(await checkTmux(host)), ...checkScreen(host)];
};
