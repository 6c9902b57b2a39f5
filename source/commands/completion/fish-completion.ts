import type {Flag} from '../flag.ts';
import type {CompletionPoint} from './completion-points.ts';
import {flagValueKind} from './flag-value-kind.ts';
import {flagWords} from './flag-words.ts';

const quote = (text: string): string =>
	`'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;

// fish reads the list of candidates as a command line of its own, so each is quoted once for that and once for this one.
const candidates = (words: readonly string[]): string => quote(words.map(quote).join(' '));

const at = (path: string): string => `complete -c pat-tui -n ${quote(`__pat_tui_is_at ${quote(path)}`)}`;

const parameterOf = (flag: Flag): string => {
	switch (flagValueKind(flag)) {
		case 'none':
			return '';
		case 'choices':
			return ` -x -a ${candidates(flag.choices ?? [])}`;
		case 'file':
			return ' -r -F';
		case 'folder':
			return " -x -a '(__fish_complete_directories (commandline -ct))'";
		case 'text':
			return ' -x';
	}
};

const flagLine = (path: string, flag: Flag): string => {
	const short = flag.short === undefined ? '' : ` -s ${flag.short}`;
	return `${at(path)} -l ${flag.name}${short}${parameterOf(flag)} -d ${quote(flag.summary)}`;
};

const pointLines = ({path, words, flags}: CompletionPoint): readonly string[] => [
	...words.map(({name, summary}) => {
		const description = summary === '' ? '' : ` -d ${quote(summary)}`;
		return `${at(path)} -a ${candidates([name])}${description}`;
	}),
	...flags.map(flag => flagLine(path, flag)),
];

/** The flags, each behind the words that lead to it, whose next word is their value. */
const flagsWithValue = (points: readonly CompletionPoint[]): readonly string[] =>
	points.flatMap(({path, flags}) =>
		flags
			.filter(flag => flagValueKind(flag) !== 'none')
			.flatMap(flag => flagWords(flag).map(word => `${path} ${word}`)),
	);

/** Writes the completion script for fish (3.0 or later). */
export const fishCompletion = (
	points: readonly CompletionPoint[],
): string => `# Completion of pat-tui for fish, made by: pat-tui completion fish

set -g __pat_tui_points ${points.map(({path}) => quote(path)).join(' ')}
set -g __pat_tui_with_value ${flagsWithValue(points).map(quote).join(' ')}

function __pat_tui_point
	set -l point ''
	set -l is_value 0
	set -l tokens (commandline -opc)
	for word in $tokens[2..-1]
		if test $is_value = 1
			set is_value 0
		else if test "$word" = --
			echo --
			return
		else if string match -q -- '-*' "$word"
			contains -- "$point $word" $__pat_tui_with_value; and set is_value 1
		else
			set -l next (string trim -l -- "$point $word")
			contains -- "$next" $__pat_tui_points; and set point "$next"
		end
	end
	echo "$point"
end

function __pat_tui_is_at
	test (__pat_tui_point) = "$argv[1]"
end

complete -c pat-tui -e
complete -c pat-tui -f
complete -c pat-tui -n '__pat_tui_is_at --' -F
${points.flatMap(pointLines).join('\n')}
`;
