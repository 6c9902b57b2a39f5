import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allBindings} from '../../source/screens/keymaps.ts';
import {press} from './press.ts';

// The keys inside a text field are readline's, and held to it where they are made.
const isOfAField = (id: string) => id.startsWith('field.') || /^menu\.choose-\d$/.test(id);

test('the keys are these unless somebody changes them', () => {
	const own = allBindings().filter(({id}) => !isOfAField(id));
	assert.deepEqual(Object.fromEntries(own.map(({id, keys}) => [id, keys.join(' ')])), {
		'app.help': 'f1',
		'app.interrupt': 'ctrl+c',
		'app.redraw': 'ctrl+l',
		'app.suspend': 'ctrl+z',
		'browse.help': '?',
		'browse.quit': 'q',
		'create.back': 'escape',
		'create.field': 'tab shift+tab down up',
		'create.next': 'enter ctrl+s',
		'delete.cancel': 'escape',
		'delete.confirm': 'enter',
		'delete.field': 'tab shift+tab up down',
		'delete.key': 'space enter',
		'export.done': 'enter escape',
		'export.leave': 'escape',
		'export.write': 'enter ctrl+s',
		'form.help': 'f1',
		'form.interrupt': 'ctrl+c',
		'help.close': 'escape ? q enter',
		'hint.choose': 'enter',
		'hint.move': 'up down',
		'list.bottom': 'G end',
		'list.down': 'down j',
		'list.half-page-down': 'ctrl+d',
		'list.half-page-up': 'ctrl+u',
		'list.page-down': 'pagedown ctrl+f',
		'list.page-up': 'pageup ctrl+b',
		'list.refresh': 'r R f5 ctrl+r',
		'list.top': 'g home',
		'list.up': 'up k',
		'menu.choose': 'enter',
		'menu.down': 'down j',
		'menu.up': 'up k',
		'operations.open': 'o',
		'operations.refresh': 'r',
		'project-form.back': 'escape',
		'project-form.field': 'tab shift+tab down up',
		'project-form.next': 'enter',
		'project-form.save': 'ctrl+s',
		'project.activate': 'enter',
		'project.activate-now': 'enter',
		'project.create': 'n',
		'project.last': '-',
		'project.leave-active': 'escape',
		'project.rename': 'e',
		'project.switch': 'P',
		'projects.refresh': 'r R f5 ctrl+r',
		'run.cancel': 'escape',
		'run.change': 'e',
		'run.go-on': 'enter escape',
		'run.leave': 'escape enter',
		'run.retry': 'r',
		'run.send-again': 'a',
		'run.try': 'enter t',
		'run.undo': 'u',
		'screen.back': 'escape left h',
		'screen.projects': '2',
		'screen.tokens': '1',
		'session.sign-in': 'i',
		'session.sign-out': 'Q',
		'sign-in.again': 'r',
		'sign-in.anew': 'b',
		'sign-in.cancel': 'escape',
		'sign-in.go-on': 'enter',
		'sign-in.open': 'o',
		'sign-out.cancel': 'escape',
		'switcher.cancel': 'escape',
		'switcher.choose': 'enter',
		'switcher.move-down': 'down',
		'switcher.move-up': 'up',
		'switcher.page-down': 'pagedown',
		'switcher.page-up': 'pageup',
		'switcher.refresh': 'f5 ctrl+r',
		'token.create': 'n',
		'token.delete': 'd delete',
		'token.export': 'x',
		'token.open': 'enter l right',
		'token.refresh': 'r R f5 ctrl+r',
		'token.try': 't',
		'try.again': 'r t',
		'try.assertion': 'c',
		'try.go-on': 'enter x',
		'try.leave': 'escape',
		'try.unlock': 'enter ctrl+s',
	});
});

test('a binding is pressed by its first key, and one that is not there is a mistake', () => {
	const pressed: string[] = [];
	press({press: (...keys) => pressed.push(...keys)}, 'token.delete', 'token.open');
	assert.deepEqual(pressed, ['d', 'enter']);
	assert.throws(() => press({press: () => undefined}, 'token.explode'), /token\.explode/);
});
