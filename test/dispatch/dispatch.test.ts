import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Layer, resolveKey, resolvePaste} from '../../source/dispatch/dispatch.ts';
import type {KeyEvent} from '../../source/dispatch/key-event.ts';
import {type Binding, bindKeys} from '../../source/dispatch/keymap.ts';

const layer = (id: string, keys: readonly string[], rest: Partial<Layer & Binding> = {}): Layer => {
	const {text, paste, opaque, ...binding} = rest;
	return {
		id,
		bindings: bindKeys(
			keys.map(
				(key): Binding => ({
					label: '',
					group: '',
					run: () => {},
					...binding,
					id: `${id}.${key}`,
					keys: [key],
				}),
			),
			undefined,
		),
		text,
		paste,
		opaque,
	};
};

const typed = (name: string): KeyEvent => ({name, text: name === 'space' ? ' ' : name});
const pressed = (name: string): KeyEvent => ({name});
const found = (layers: readonly Layer[], event: KeyEvent) => {
	const outcome = resolveKey(layers, event);
	return outcome.kind === 'run' ? outcome.binding.id : outcome.kind;
};

test('the top layer that knows a key has it', () => {
	const layers = [layer('dialog', ['enter']), layer('screen', ['enter', 'd']), layer('global', ['d', 'q'])];
	assert.equal(found(layers, pressed('enter')), 'dialog.enter');
	assert.equal(found(layers, typed('d')), 'screen.d');
	assert.equal(found(layers, typed('q')), 'global.q');
	assert.equal(found(layers, typed('x')), 'unbound');
});

test('while a field has the focus letters are text and nothing else', () => {
	const field = layer('field', ['left', 'ctrl+u'], {text: () => {}});
	const layers = [field, layer('screen', ['d', 'space', 'tab', 'ctrl+u']), layer('global', ['q', 'f1'])];
	for (const letter of ['d', 'q', 'space', 'x']) {
		assert.equal(found(layers, typed(letter)), 'text');
	}
	assert.equal(found(layers, pressed('ctrl+u')), 'field.ctrl+u');
	assert.equal(found(layers, pressed('tab')), 'screen.tab');
	assert.equal(found(layers, pressed('f1')), 'global.f1');
});

test('nothing below a dialog sees a key, but for what works everywhere', () => {
	const layers = [
		layer('dialog', ['enter'], {opaque: true}),
		layer('field', [], {text: () => {}}),
		layer('screen', ['d', 'ctrl+c']),
		layer('global', ['ctrl+c'], {everywhere: true}),
	];
	assert.equal(found(layers, typed('d')), 'unbound');
	assert.equal(found(layers, pressed('ctrl+c')), 'global.ctrl+c');
});

test('a key that can not be used now answers with its reason and goes no further', () => {
	const layers = [layer('screen', ['t'], {blockedBy: () => 'Needs a private key'}), layer('global', ['t'])];
	const outcome = resolveKey(layers, typed('t'));
	assert.equal(outcome.kind === 'blocked' && outcome.reason, 'Needs a private key');
});

test('pasted text goes to the field on top and never through a dialog', () => {
	const field = layer('field', [], {text: () => {}});
	assert.equal(resolvePaste([layer('screen', ['p']), field])?.id, 'field');
	assert.equal(resolvePaste([layer('dialog', [], {opaque: true}), field]), undefined);
	assert.equal(resolvePaste([layer('screen', ['p'])]), undefined);
});
