import type {Binding} from '../dispatch/keymap.ts';
import type {LineCommand} from '../text/line-editor.ts';

/** What the keys of a text field act on. */
export type TextFieldKeys = {readonly edit: (command: LineCommand) => void; readonly submit: () => void};

const editing = (command: LineCommand, keys: readonly string[], label: string): Binding<TextFieldKeys> => ({
	id: `field.${command}`,
	keys,
	label,
	group: 'Text field',
	run: ({edit}) => edit(command),
});

/** The keys of every text field, under readline's meanings. */
export const textFieldKeymap: readonly Binding<TextFieldKeys>[] = [
	editing('back', ['left', 'ctrl+b'], 'One character left'),
	editing('forward', ['right', 'ctrl+f'], 'One character right'),
	editing('word-back', ['alt+b', 'alt+B', 'alt+left', 'ctrl+left'], 'One word left'),
	editing('word-forward', ['alt+f', 'alt+F', 'alt+right', 'ctrl+right'], 'One word right'),
	editing('line-start', ['ctrl+a', 'home'], 'Start of the line'),
	editing('line-end', ['ctrl+e', 'end'], 'End of the line'),
	editing('erase-back', ['backspace'], 'Erase the character before'),
	editing('erase-forward', ['delete', 'ctrl+d'], 'Erase the character under the cursor'),
	editing('kill-to-start', ['ctrl+u'], 'Cut to the start'),
	editing('kill-to-end', ['ctrl+k'], 'Cut to the end'),
	editing('kill-blank-word-back', ['ctrl+w'], 'Cut the word before, up to a blank'),
	editing('kill-word-back', ['alt+backspace'], 'Cut the word before'),
	editing('kill-word-forward', ['alt+d', 'alt+D'], 'Cut the word after'),
	editing('yank', ['ctrl+y'], 'Put back what was cut'),
];

/** The key that hands a text field's value in; bound only where there is something to hand it to. */
export const textFieldSubmit: Binding<TextFieldKeys> = {
	id: 'field.submit',
	keys: ['enter'],
	label: 'Done with this field',
	group: 'Text field',
	run: ({submit}) => submit(),
};
