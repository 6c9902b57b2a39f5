import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {DispatchProvider, useLayer} from '../../source/dispatch/dispatch-provider.tsx';
import {bindKeys} from '../../source/dispatch/keymap.ts';
import {renderAt} from '../render-at.tsx';

/** A layer that knows the given keys and writes down which were pressed; other text is written down as such. */
function Recorder({known, pressed}: {readonly known: readonly string[]; readonly pressed: string[]}) {
	const bindings = known.map(name => ({
		id: name,
		keys: [name],
		label: name,
		group: '',
		run: () => pressed.push(name),
	}));
	useLayer({
		id: 'recorder',
		bindings: bindKeys(bindings, undefined),
		text: text => pressed.push(`text ${text}`),
	});
	return null;
}

/** The names of the keys that chunks of bytes come to, through Ink's own parser. */
const namesOf = async (...chunks: readonly string[]) => {
	const pressed: string[] = [];
	const app = renderAt(
		100,
		30,
		<DispatchProvider>
			<Recorder known={[...new Set([...Object.values(sequences), 'escape'])]} pressed={pressed} />
		</DispatchProvider>,
	);
	await app.settled();
	for (const chunk of chunks) {
		app.write(chunk);
	}
	await app.settled();
	app.unmount();
	return pressed;
};

const sequences: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	' ': 'space',
	'\x7f': 'backspace',
	'\b': 'backspace',
	'\x00': 'ctrl+space',
	'\x01': 'ctrl+a',
	'\x03': 'ctrl+c',
	'\x1a': 'ctrl+z',
	'\x1c': 'ctrl+\\',
	'\x1f': 'ctrl+_',
	'\x1b[A': 'up',
	'\x1bOB': 'down',
	'\x1b[1;5C': 'ctrl+right',
	'\x1b[1;2A': 'shift+up',
	'\x1b[1;3D': 'alt+left',
	'\x1b[Z': 'shift+tab',
	'\x1b[3~': 'delete',
	'\x1b[H': 'home',
	'\x1bOF': 'end',
	'\x1b[5~': 'pageup',
	'\x1b[6~': 'pagedown',
	'\x1bb': 'alt+b',
	'\x1bB': 'alt+B',
	'\x1b\x7f': 'alt+backspace',
	'\x1b\x02': 'ctrl+alt+b',
	'\x1bOP': 'f1',
	'\x1b[11~': 'f1',
	'\x1b[[A': 'f1',
	'\x1bOQ': 'f2',
	'\x1b[15~': 'f5',
	'\x1b[24~': 'f12',
	'\x1b[1;2P': 'shift+f1',
	'\x1b[2~': 'insert',
	a: 'a',
	A: 'A',
	'?': '?',
	'1': '1',
	é: 'é',
	日: '日',
	'😀': '😀',
};

test('every sequence a terminal sends has the name that bindings use', async () => {
	for (const [sequence, name] of Object.entries(sequences)) {
		assert.deepEqual(await namesOf(sequence), [name], JSON.stringify(sequence));
	}
});

test('reports that a terminal sends on its own are no keys', async () => {
	assert.deepEqual(await namesOf('\x1b[I', '\x1b[24;80R', '\x1b[?1;2c', '\x1b[<0;1;1M'), []);
});

test('Esc pressed twice in a row is no other key', async () => {
	assert.deepEqual(await namesOf('\x1b\x1ba'), ['escape', 'escape', 'a']);
});

test('any split of the same keys into bursts gives the same names', async () => {
	// Text is taken apart letter by letter only where no field takes it, as here.
	const keys = fc.array(fc.constantFrom(...Object.keys(sequences)), {minLength: 1, maxLength: 12});
	await fc.assert(
		fc.asyncProperty(keys, fc.infiniteStream(fc.boolean()), async (pressed, cuts) => {
			const chunks = [''];
			for (const key of pressed) {
				chunks.push(cuts.next().value ? key : `${chunks.pop()}${key}`);
			}
			assert.deepEqual(
				await namesOf(...chunks),
				pressed.map(key => sequences[key]),
			);
		}),
		{numRuns: 60},
	);
});

test('a function key cut in the middle by a slow line is still that key', async () => {
	assert.deepEqual(await namesOf('\x1b[1', '1~'), ['f1']);
	assert.deepEqual(await namesOf('\x1bO', 'P'), ['f1']);
});
