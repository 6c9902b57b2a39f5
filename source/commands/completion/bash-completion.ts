import {shellQuote} from '../../text/shell-quote.ts';
import type {CompletionPoint} from './completion-points.ts';
import {flagValueKind} from './flag-value-kind.ts';
import {flagWords} from './flag-words.ts';

const list = (words: readonly string[]): string => words.map(shellQuote).join(' ');

const wordCase = ({path, words}: CompletionPoint): string =>
	`\t\t${shellQuote(path)}) words=(${list(words.map(({name}) => name))});;`;

const flagCase = ({path, flags}: CompletionPoint): string =>
	`\t\t${shellQuote(path)}) words=(${list(flags.flatMap(flagWords))});;`;

const valueCases = ({path, flags}: CompletionPoint): readonly string[] =>
	flags.flatMap(flag => {
		const kind = flagValueKind(flag);
		if (kind === 'none') return [];
		const patterns = flagWords(flag).map(word => shellQuote(`${path} ${word}`));
		const choices = kind === 'choices' ? ` words=(${list(flag.choices ?? [])})` : '';
		return [`\t\t${patterns.join('|')}) kind=${kind}${choices};;`];
	});

/**
 * Writes the completion script for bash, which needs nothing beside bash itself (3.2 or later).
 *
 * bash breaks `--flag=value` into three words, hence the step over `=`.
 */
export const bashCompletion = (
	points: readonly CompletionPoint[],
): string => `# Completion of pat-tui for bash, made by: pat-tui completion bash

_pat_tui_words() {
	words=()
	case $1 in
${points.map(wordCase).join('\n')}
	esac
}

_pat_tui_flags() {
	words=()
	case $1 in
${points.map(flagCase).join('\n')}
	esac
}

_pat_tui_value() {
	kind= words=()
	case "$1 $2" in
${points.flatMap(valueCases).join('\n')}
	esac
}

_pat_tui_is_point() {
	case $1 in
		${points.map(({path}) => shellQuote(path)).join('|')}) return 0;;
	esac
	return 1
}

_pat_tui_offer() {
	local typed=$1 word quoted
	shift
	local start
	case $typed in
		[\\'\\"]*) start=\${typed:1};;
		*) IFS= read start <<< "$typed";;
	esac
	for word; do
		[[ $word == "$start"* ]] || continue
		case $typed in
			[\\'\\"]*) COMPREPLY+=("$word");;
			*) printf -v quoted %q "$word"; COMPREPLY+=("$quoted");;
		esac
	done
}

_pat_tui_files() {
	local name
	compopt -o "$2" 2>/dev/null && return
	while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen "$3" -- "$1")
}

_pat_tui() {
	local typed=\${COMP_WORDS[COMP_CWORD]} path= next flag= ended= word kind index
	local -a words
	COMPREPLY=()
	for (( index = 1; index < COMP_CWORD; index++ )); do
		word=\${COMP_WORDS[index]}
		if [[ -n $flag && $word == '=' ]]; then
			continue
		elif [[ -n $flag ]]; then
			flag=
		elif [[ $word == -- ]]; then
			ended=1
			break
		elif [[ $word == -* ]]; then
			_pat_tui_value "$path" "$word"
			[[ -n $kind ]] && flag=$word
		else
			next=\${path:+$path }$word
			_pat_tui_is_point "$next" && path=$next
		fi
	done
	[[ -n $flag && $typed == '=' ]] && typed=
	if [[ -n $ended ]]; then
		_pat_tui_files "$typed" default -f
	elif [[ -n $flag ]]; then
		_pat_tui_value "$path" "$flag"
		case $kind in
			choices) _pat_tui_offer "$typed" "\${words[@]}";;
			file) _pat_tui_files "$typed" default -f;;
			folder) _pat_tui_files "$typed" dirnames -d;;
		esac
	elif [[ $typed == -* ]]; then
		_pat_tui_flags "$path"
		_pat_tui_offer "$typed" "\${words[@]}"
	else
		_pat_tui_words "$path"
		_pat_tui_offer "$typed" "\${words[@]}"
	fi
}

complete -F _pat_tui pat-tui
`;
