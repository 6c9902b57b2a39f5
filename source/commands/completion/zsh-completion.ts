import {shellQuote} from '../../text/shell-quote.ts';
import type {CompletionPoint, CompletionWord} from './completion-points.ts';
import {flagValueKind} from './flag-value-kind.ts';
import {flagWords} from './flag-words.ts';

/** A word with its meaning as `_describe` reads it: a colon parts the two. */
const described = ({name, summary}: CompletionWord): string => {
	const word = name.replaceAll('\\', '\\\\').replaceAll(':', String.raw`\:`);
	return shellQuote(summary === '' ? word : `${word}:${summary}`);
};

const list = (words: readonly CompletionWord[]): string => words.map(described).join(' ');

const wordCase = ({path, words}: CompletionPoint): string =>
	`\t\t${shellQuote(path)}) found=(${list(words)});;`;

const flagCase = ({path, flags}: CompletionPoint): string => {
	const words = flags.flatMap(flag => flagWords(flag).map(name => ({name, summary: flag.summary})));
	return `\t\t${shellQuote(path)}) found=(${list(words)});;`;
};

const valueCases = ({path, flags}: CompletionPoint): readonly string[] =>
	flags.flatMap(flag => {
		const kind = flagValueKind(flag);
		if (kind === 'none') return [];
		const patterns = flagWords(flag).map(word => shellQuote(`${path} ${word}`));
		const choices = kind === 'choices' ? ` found=(${(flag.choices ?? []).map(shellQuote).join(' ')})` : '';
		return [`\t\t${patterns.join('|')}) kind=${kind}${choices};;`];
	});

/** Writes the completion script for zsh: to be sourced after `compinit`, or kept as `_pat-tui` in a folder of `fpath`. */
export const zshCompletion = (points: readonly CompletionPoint[]): string => `#compdef pat-tui
# Completion of pat-tui for zsh, made by: pat-tui completion zsh

_pat_tui_words() {
	found=()
	case $1 in
${points.map(wordCase).join('\n')}
	esac
}

_pat_tui_flags() {
	found=()
	case $1 in
${points.map(flagCase).join('\n')}
	esac
}

_pat_tui_value() {
	kind= found=()
	case "$1 $2" in
${points.flatMap(valueCases).join('\n')}
	esac
}

_pat_tui_is_point() {
	case $1 in
		${points.map(({path}) => (path === '' ? "''" : shellQuote(path))).join('|')}) return 0;;
	esac
	return 1
}

_pat-tui() {
	local point= next flag= ended= word kind
	local -a found
	for word in "\${(@)words[2,CURRENT-1]}"; do
		word=\${(Q)word}
		if [[ -n $flag ]]; then
			flag=
		elif [[ $word == -- ]]; then
			ended=1
			break
		elif [[ $word == -* ]]; then
			_pat_tui_value "$point" "$word"
			[[ -n $kind ]] && flag=$word
		else
			next=\${point:+$point }$word
			_pat_tui_is_point "$next" && point=$next
		fi
	done
	if [[ -z $ended && -z $flag && $PREFIX == --*=* ]]; then
		flag=\${PREFIX%%=*}
		compset -P '*='
	fi
	if [[ -n $ended ]]; then
		_files
	elif [[ -n $flag ]]; then
		_pat_tui_value "$point" "$flag"
		case $kind in
			choices) compadd -a found;;
			file) _files;;
			folder) _files -/;;
		esac
	elif [[ $PREFIX == -* ]]; then
		_pat_tui_flags "$point"
		_describe -o flag found
	else
		_pat_tui_words "$point"
		_describe word found
	fi
}

if [[ \${funcstack[1]} == _pat-tui ]]; then
	_pat-tui "$@"
else
	compdef _pat-tui pat-tui
fi
`;
