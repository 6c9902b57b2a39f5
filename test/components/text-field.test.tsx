import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {Box, Text} from 'ink';
import {useState} from 'react';
import {TextField} from '../../source/components/text-field.tsx';
import {DispatchProvider} from '../../source/dispatch/dispatch-provider.tsx';
import {type Rendered, renderAt} from '../render-at.tsx';

type FieldProps = Partial<Parameters<typeof TextField>[0]>;
type Seen = {value: string; readonly submitted: string[]};

function Field({
	seen,
	initial = '',
	...props
}: FieldProps & {readonly seen: Seen; readonly initial?: string}) {
	const [value, setValue] = useState(initial);
	seen.value = value;
	return (
		<TextField {...props} value={value} onChange={setValue} onSubmit={text => seen.submitted.push(text)} />
	);
}

const start = async (props: FieldProps & {readonly initial?: string} = {}) => {
	const seen: Seen = {value: '', submitted: []};
	const app = renderAt(
		100,
		30,
		<DispatchProvider>
			<Field {...props} seen={seen} />
		</DispatchProvider>,
	);
	await app.settled();
	return {app, seen};
};

const press = async (app: Rendered, ...chunks: readonly string[]) => {
	for (const chunk of chunks) {
		app.write(chunk);
		await app.settled();
	}
};

const keys: Readonly<Record<string, string>> = {
	left: '\x1b[D',
	right: '\x1b[C',
	home: '\x1b[H',
	end: '\x1bOF',
	delete: '\x1b[3~',
	backspace: '\x7f',
	wordBack: '\x1bb',
	wordForward: '\x1bf',
	killWord: '\x1bd',
	killBack: '\x1b\x7f',
	a: '\x01',
	e: '\x05',
	u: '\x15',
	k: '\x0b',
	w: '\x17',
	y: '\x19',
	b: '\x02',
	f: '\x06',
	d: '\x04',
};

test('any split of the same bytes into bursts gives the same text', async () => {
	const piece = fc.oneof(
		fc.constantFrom(...Object.values(keys)),
		fc.string({unit: 'grapheme', minLength: 1, maxLength: 5}).filter(text => !/[\p{Cc}]/u.test(text)),
		fc.constantFrom('two words', 'é', '日本', '👩‍👩‍👧', ' '),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(piece, {maxLength: 15}),
			fc.infiniteStream(fc.boolean()),
			async (pieces, cuts) => {
				const slow = await start();
				await press(slow.app, ...pieces);
				const fast = await start();
				// An escape sequence is one unit: a terminal sends it in one go, and Ink waits 20 ms for the rest of it.
				const units = pieces.flatMap(part => (part.startsWith('\x1b') ? [part] : [...part]));
				let chunk = '';
				for (const unit of units) {
					chunk += unit;
					if (cuts.next().value) {
						fast.app.write(chunk);
						chunk = '';
					}
				}
				fast.app.write(chunk);
				await fast.app.settled();
				assert.equal(fast.seen.value, slow.seen.value);
				assert.equal(fast.app.lastFrame(), slow.app.lastFrame());
				slow.app.unmount();
				fast.app.unmount();
			},
		),
		{numRuns: 60},
	);
});

test('text, Enter and more text in one burst hand in the text before Enter', async () => {
	const {app, seen} = await start();
	await press(app, 'one\rtwo');
	assert.deepEqual([seen.submitted, seen.value], [['one'], 'onetwo']);
	app.unmount();
});

test('a value changed from outside is what is edited next', async () => {
	const seen: Seen = {value: '', submitted: []};
	const tree = (value: string) => (
		<DispatchProvider>
			<TextField
				value={value}
				onChange={text => {
					seen.value = text;
				}}
			/>
		</DispatchProvider>
	);
	const app = renderAt(100, 30, tree('first'));
	app.rerender(tree('ab'));
	await app.settled();
	await press(app, 'c');
	assert.equal(seen.value, 'abc');
	app.unmount();
});

test('a value that was not accepted is not drawn', async () => {
	const app = renderAt(
		100,
		30,
		<DispatchProvider>
			<TextField value="fixed" onChange={() => {}} />
		</DispatchProvider>,
	);
	await app.settled();
	await press(app, 'x', 'y');
	assert.equal(app.lastFrame().trimEnd(), 'fixed');
	app.unmount();
});

test('pasted text goes in at the cursor as one line, without control characters', async () => {
	const {app, seen} = await start({initial: 'ab'});
	await press(app, keys['left'] ?? '', '\x1b[200~x\r\ny\x1b[2Jz\n\x1b[201~');
	assert.equal(seen.value, 'ax yzb');
	assert.deepEqual(seen.submitted, []);
	app.unmount();
});

test('a field without focus hears nothing', async () => {
	const {app, seen} = await start({focus: false, initial: 'ab'});
	await press(app, 'x', '\x1b[200~y\x1b[201~', '\x7f');
	assert.equal(seen.value, 'ab');
	app.unmount();
});

test('a masked field draws a mask for each character and nothing of the value', async () => {
	const {app, seen} = await start({mask: '•'});
	await press(app, 'se', '日', '👩‍👩‍👧');
	assert.equal(seen.value, 'se日👩‍👩‍👧');
	assert.equal(app.lastFrame().trimEnd(), '••••');
	for (const frame of app.frames) {
		assert.match(frame, /^[• \n]*$/);
	}
	app.unmount();
});

test('what was cut from a masked field can not be put back, not even when the mask is off', async () => {
	const seen: Seen = {value: '', submitted: []};
	const tree = (mask: string) => (
		<DispatchProvider>
			<Field seen={seen} mask={mask} />
		</DispatchProvider>
	);
	const app = renderAt(100, 30, tree('•'));
	await app.settled();
	await press(app, 'secret', '\x15');
	app.rerender(tree(''));
	await press(app, '\x19');
	assert.equal(seen.value, '');
	app.unmount();
});

test('in a masked field a word command takes the whole line', async () => {
	const {app, seen} = await start({mask: '•'});
	await press(app, 'two words', '\x17');
	assert.equal(seen.value, '');
	app.unmount();
});

test('a long value is drawn in its width with the cursor in sight', async () => {
	const {app} = await start({width: 10, initial: 'abcdefghijklmnopqrstuvwxyz'});
	assert.equal(app.lastFrame().trimEnd(), 'rstuvwxyz');
	await press(app, '\x01');
	assert.equal(app.lastFrame().trimEnd(), 'abcdefghij');
	app.unmount();
});

test('a field keeps to its width whatever is typed', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({unit: 'grapheme', maxLength: 30}), async value => {
			const app = renderAt(
				40,
				5,
				<DispatchProvider>
					<Box>
						<Box width={12} flexShrink={0}>
							<TextField value={value} onChange={() => {}} width={12} />
						</Box>
						<Text>|</Text>
					</Box>
				</DispatchProvider>,
			);
			await app.settled();
			assert.equal(app.lastFrame().split('\n').length, 1);
			assert.match(app.lastFrame(), /\|$/);
			app.unmount();
		}),
		{numRuns: 50},
	);
});

test('the placeholder is there until something is typed', async () => {
	const {app} = await start({placeholder: 'at least 8 characters'});
	assert.equal(app.lastFrame().trimEnd(), 'at least 8 characters');
	await press(app, 'x');
	assert.equal(app.lastFrame().trimEnd(), 'x');
	app.unmount();
});
