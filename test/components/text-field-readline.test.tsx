import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {spawn} from '@lydell/node-pty';
import fc from 'fast-check';
import {useState} from 'react';
import {TextField} from '../../source/components/text-field.tsx';
import {DispatchProvider} from '../../source/dispatch/dispatch-provider.tsx';
import {renderAt} from '../render-at.tsx';

const script = [
	'count=0',
	'while IFS= read -e -r -p "ready $count" line; do',
	'count=$((count + 1))',
	String.raw`printf '%s\n' "$line" >> "$LINES_FILE"`,
	'done',
].join('\n');

/** What bash's readline makes of each sequence of bytes, one line after the other. */
const readlineOf = async (sequences: readonly string[]): Promise<readonly string[]> => {
	const folder = await mkdtemp(join(tmpdir(), 'pat-tui-readline-'));
	const file = join(folder, 'lines');
	await writeFile(file, '');
	const bash = spawn('bash', ['--noprofile', '--norc', '-c', script], {
		cols: 200,
		rows: 30,
		cwd: folder,
		env: {
			PATH: process.env['PATH'],
			HOME: folder,
			LC_ALL: 'C.UTF-8',
			TERM: 'xterm',
			INPUTRC: '/dev/null',
			LINES_FILE: file,
		},
	});
	const ended = new Promise<void>(resolve => {
		bash.onExit(() => resolve());
	});
	let output = '';
	let next = 0;
	// Only once the prompt stands is the terminal in readline's own mode; earlier bytes would be edited by the kernel.
	bash.onData(data => {
		output += data;
		if (output.includes(`ready ${next}`)) {
			output = '';
			const sequence = sequences[next];
			bash.write(sequence === undefined ? '\x04' : `${sequence}\r`);
			next += 1;
		}
	});
	await ended;
	const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
	await rm(folder, {recursive: true});
	return lines;
};

function Line({lines}: {readonly lines: string[]}) {
	const [value, setValue] = useState('');
	const submit = (text: string) => {
		lines.push(text);
		setValue('');
	};
	return <TextField value={value} onChange={setValue} onSubmit={submit} />;
}

const fieldOf = async (sequences: readonly string[]): Promise<readonly string[]> => {
	const lines: string[] = [];
	const app = renderAt(
		200,
		30,
		<DispatchProvider>
			<Line lines={lines} />
		</DispatchProvider>,
	);
	await app.settled();
	for (const sequence of sequences) {
		app.write(`${sequence}\r`);
		await app.settled();
	}
	app.unmount();
	return lines;
};

const words = fc.constantFrom(
	'token',
	' ',
	'  ',
	'ci-deploy_prod',
	'a.b/c',
	'über',
	'日本語',
	'x1 y2',
	'--',
	'Straße 7',
	"it's",
	'e\u0301a',
	'ø',
);
const editing = fc.constantFrom(
	...['\x01', '\x02', '\x05', '\x06', '\x08', '\x0b', '\x15', '\x17', '\x19', '\x7f'],
	...['\x1bb', '\x1bf', '\x1bd', '\x1b\x7f', '\x1bB', '\x1bF', '\x1bD'],
	...['\x17\x17\x19', '\x1b\x7f\x1b\x7f\x19', '\x0b\x15\x19', '\x1bd\x1bd\x19', '\x1bd\x17\x19'],
	...['\x1b[D', '\x1b[C', '\x1b[H', '\x1b[F', '\x1b[3~', '\x1bOD', '\x1bOC'],
);
// Ctrl+D on an empty line is the end of the input for bash: a letter before it makes sure that there is a line.
const deleting = fc.constantFrom('z\x04', 'z\x02\x04', 'z\x01\x04');

const kills = ['\x0b', '\x15', '\x17', '\x1bd', '\x1b\x7f', '\x1bD'];
/**
 * The bytes of a sequence. When text is followed by a kill within one read, readline forgets that the text came
 * between it and an earlier kill (it inserts what is waiting in one go); a step back and forth makes it remember.
 */
const bytesOf = (parts: readonly string[]) =>
	parts
		.map((part, index) =>
			kills.some(kill => parts[index + 1]?.startsWith(kill)) && !kills.includes(part)
				? `${part}\x02\x06`
				: part,
		)
		.join('');
const sequence = fc
	.array(fc.oneof({weight: 3, arbitrary: words}, {weight: 5, arbitrary: editing}, deleting), {maxLength: 25})
	.map(bytesOf);

test('editing keys give the text that the readline of bash gives', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(sequence, {minLength: 60, maxLength: 60}), async sequences => {
			const expected = await readlineOf(sequences);
			assert.equal(expected.length, sequences.length);
			const actual = await fieldOf(sequences);
			for (const [index, line] of expected.entries()) {
				assert.equal(actual[index], line, `after ${JSON.stringify(sequences.slice(0, index + 1).slice(-2))}`);
			}
		}),
		{numRuns: 5, endOnFailure: true},
	);
});
