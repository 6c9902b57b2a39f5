// alone: it has this process draw in colour, at a size of its own
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import fc from 'fast-check';
import {type ComponentType, useState} from 'react';

// The cursor is nothing but a style, so colours have to be on before Ink is loaded.
process.env['FORCE_COLOR'] = '1';
// Without a size Ink asks `tput` for one before each frame.
process.env['COLUMNS'] = '100';
process.env['LINES'] = '30';
const {render} = await import('ink-testing-library');
const {default: TextInput} = await import('ink-text-input');
const {DispatchProvider} = await import('../../source/dispatch/dispatch-provider.tsx');
const {TextField} = await import('../../source/components/text-field.tsx');

type FieldProps = {
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly placeholder?: string;
	readonly mask?: string;
	readonly focus?: boolean;
	readonly showCursor?: boolean;
};
type Options = Omit<FieldProps, 'value' | 'onChange'>;

function Held({Field, options}: {readonly Field: ComponentType<FieldProps>; readonly options: Options}) {
	const [value, setValue] = useState('');
	return <Field {...options} value={value} onChange={setValue} />;
}

const settle = async () => {
	for (let count = 0; count < 6; count++) {
		await turn();
	}
};

/** The frames after each chunk, drawn by one of the two fields. */
const framesOf = async (Field: ComponentType<FieldProps>, options: Options, chunks: readonly string[]) => {
	const app = render(
		<DispatchProvider>
			<Held Field={Field} options={options} />
		</DispatchProvider>,
	);
	await settle();
	const frames = [app.lastFrame()];
	for (const chunk of chunks) {
		app.stdin.write(chunk);
		await settle();
		frames.push(app.lastFrame());
	}
	app.unmount();
	return frames;
};

const letter = fc.constantFrom(...'abcXYZ 0189-_.,/@éßñ');
const word = fc.string({unit: letter, minLength: 1, maxLength: 6});
const step = fc.oneof(
	{weight: 4, arbitrary: word},
	fc.constantFrom('left' as const, 'right' as const, 'backspace' as const),
);

/** Leaves out keys at an end of the line: there that package counts its cursor out of the line. */
const chunksOf = (steps: readonly string[]) => {
	let cursor = 0;
	let length = 0;
	return steps.flatMap(name => {
		if (name === 'left' || name === 'backspace') {
			if (cursor === 0) {
				return [];
			}
			cursor -= 1;
			length -= name === 'backspace' ? 1 : 0;
			return [name === 'left' ? '\x1b[D' : '\x7f'];
		}
		if (name === 'right') {
			if (cursor === length) {
				return [];
			}
			cursor += 1;
			return ['\x1b[C'];
		}
		cursor += name.length;
		length += name.length;
		return [name];
	});
};

test('plain typing draws the frames that ink-text-input draws', async () => {
	const options = fc.record(
		{placeholder: fc.constantFrom('', 'Name of the token'), mask: fc.constantFrom('', '*')},
		{requiredKeys: []},
	);
	await fc.assert(
		fc.asyncProperty(options, fc.array(step, {maxLength: 12}), async (given, steps) => {
			const chunks = chunksOf(steps);
			const theirs = await framesOf(TextInput, given, chunks);
			assert.deepEqual(await framesOf(TextField, given, chunks), theirs);
		}),
		{numRuns: 60},
	);
});

test('the cursor is drawn, so that the frames compared do show it', async () => {
	const [empty, typed] = await framesOf(TextField, {}, ['a']);
	assert.ok(empty?.includes('\x1b[7m \x1b[27m'));
	assert.ok(typed?.includes('a\x1b[7m \x1b[27m'));
});

test('without focus or cursor the frames are the same too', async () => {
	for (const options of [{focus: false}, {showCursor: false}, {focus: false, placeholder: 'Name'}]) {
		assert.deepEqual(
			await framesOf(TextField, options, ['abc']),
			await framesOf(TextInput, options, ['abc']),
		);
	}
});
