import type {Key} from 'ink';

/**
 * One key press. `name` is the key as bindings spell it (`a`, `A`, `space`, `enter`, `shift+tab`, `ctrl+alt+left`,
 * `f1`); `text` is there only when the key types something.
 */
export type KeyEvent = {readonly name: string; readonly text?: string};

const flags = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'delete'],
	['return', 'enter'],
	['escape', 'escape'],
] as const satisfies ReadonlyArray<readonly [keyof Key, string]>;

const functionKeys: Readonly<Record<string, string>> = {
	...{P: 'f1', Q: 'f2', R: 'f3', S: 'f4', '[A': 'f1', '[B': 'f2', '[C': 'f3', '[D': 'f4', '[E': 'f5'},
	...{11: 'f1', 12: 'f2', 13: 'f3', 14: 'f4', 15: 'f5', 17: 'f6', 18: 'f7', 19: 'f8', 20: 'f9', 21: 'f10'},
	...{23: 'f11', 24: 'f12', 2: 'insert'},
};

const functionSequence = /^(?:O|\[)(?:1;\d+)?(?:([PQRS]|\[[A-E])|(\d+)(?:;\d+)?[~^$])$/;

const withModifiers = (name: string, key: Pick<Key, 'ctrl' | 'meta' | 'shift'>) =>
	`${key.ctrl ? 'ctrl+' : ''}${key.meta ? 'alt+' : ''}${key.shift ? 'shift+' : ''}${name}`;

const bytes: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	'\b': 'backspace',
	'\x7f': 'backspace',
	'\x1b': 'escape',
	'\x00': 'ctrl+space',
};

const fromCharacter = (character: string): KeyEvent => {
	const name = bytes[character];
	if (name !== undefined) {
		return {name};
	}
	const code = character.charCodeAt(0);
	if (code < 0x20) {
		return {name: `ctrl+${String.fromCharCode(code + (code <= 26 ? 96 : 64))}`};
	}
	return {name: character === ' ' ? 'space' : character, text: character};
};

/**
 * Turns what Ink hands to `useInput` into key presses, oldest first. One event of Ink may hold several keys
 * (`abc\r`, `\x01\x0b`): it is taken apart so that any split of the same bytes gives the same keys.
 * `sequence` is the raw form of the event; it only serves to tell function keys apart.
 */
export const keyEvents = (input: string, key: Key, sequence = ''): readonly KeyEvent[] => {
	const flag = flags.find(([property]) => key[property]);
	if (flag) {
		const [, name] = flag;
		// Ink reads two Esc bytes in a row as Alt+Esc; they are Esc pressed twice.
		if (name === 'escape' && key.meta) {
			return [{name}, {name}];
		}
		return [{name: withModifiers(name, key)}];
	}
	if (input === '') {
		// Ink knows F1 to F12 and Insert by name but passes none of it on: all arrive as an empty input without a flag.
		const [, letter, digits] = functionSequence.exec(sequence.replaceAll('\x1b', '')) ?? [];
		const name = functionKeys[letter ?? digits ?? ''];
		return name === undefined ? [] : [{name: withModifiers(name, key)}];
	}
	if (key.ctrl || key.meta) {
		return [{name: withModifiers(input === ' ' ? 'space' : input, {...key, shift: false})}];
	}
	return [...input].map(fromCharacter);
};
