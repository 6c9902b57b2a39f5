// needs: bash, zsh
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {envDialects} from '../../../source/exports/env-dialects.ts';
import {anyCharacter} from '../../any-character.ts';
import {readShell} from '../readers/read-shell.ts';
import {readers} from '../readers/readers.ts';

const awkward = fc.string({
	unit: fc.constantFrom(
		...['a', ' ', '"', "'", '`', '\\', 'n', '\n', '\r', '#', '$', '{', '}', 'X', '=', ':', '-', '\t'],
		...['\u0085', '\u2028', '\u00E9', '\u{1F511}', '\u0001', '\uFEFF', '!', '%', '~'],
	),
	maxLength: 12,
});
const anyText = fc.oneof(awkward, fc.string({unit: 'grapheme'}), fc.string({unit: anyCharacter}));

const names = ['env', 'python', 'java', 'dart', 'php', 'dotnet', 'docker'] as const;

const written = (values: readonly string[], lineOf: (name: string, value: string) => string | undefined) => {
	const lines = values.flatMap((value, at) => {
		const line = lineOf(`V_${at}`, value);
		return line === undefined ? [] : [{name: `V_${at}`, value, line}];
	});
	return {
		text: lines.map(({line}) => `${line}\n`).join(''),
		values: Object.fromEntries(lines.map(({name, value}) => [name, value])),
	};
};

for (const name of names) {
	test(`${name}: what is written is read back as the same values, whatever stands before and after`, () => {
		const {line} = envDialects[name];
		fc.assert(
			fc.property(fc.array(anyText, {minLength: 1, maxLength: 4}), given => {
				const {text, values} = written(given, line);
				assert.deepEqual({...readers[name](text)}, values);
			}),
			{numRuns: 2000},
		);
	});

	test(`${name}: a value is one line of the file`, () => {
		const {line} = envDialects[name];
		fc.assert(fc.property(anyText, value => assert.doesNotMatch(line('V', value) ?? '', /\n|\r$/u)));
	});
}

test('sh, bash and zsh source every value that a variable can hold', () => {
	const values = fc.sample(anyText, 300);
	const {text, values: expected} = written(values, envDialects.shell.line);
	assert.ok(Object.keys(expected).length > 200);
	for (const shell of ['sh', 'bash', 'zsh']) {
		const found = readShell(text, shell);
		for (const [name, value] of Object.entries(expected))
			assert.equal(found[name], value, `${shell} ${name}`);
	}
});

test('what a form has no way to write is refused', () => {
	const refused: Readonly<Record<keyof typeof envDialects, readonly string[]>> = {
		env: ['"\'`#', '"\n'],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: the variable of a shell.
		python: ['a${HOME}b', 'a\n\\'],
		java: ['two\nlines', '"#', "'#\"'"],
		dart: ['two\nlines', ' blank', 'blank '],
		php: [],
		dotnet: ['\u001B[2J'],
		shell: [],
		docker: ['two\nlines', 'end\r'],
	};
	for (const [name, values] of Object.entries(refused)) {
		const dialect = Object.entries(envDialects).find(([each]) => each === name)?.[1];
		for (const value of [...values, 'nul\0', 'half \uD83D']) {
			assert.equal(dialect?.line('V', value), undefined, `${name} ${JSON.stringify(value)}`);
		}
	}
});

test('what people really choose as a passphrase is carried by every form', () => {
	for (const value of [
		'correct horse',
		'it\u2019s 100% #1!',
		'p@$$w0rd',
		'a\\b',
		'Gr\u00FC\u00DFe \u{1F511}',
		'',
	]) {
		for (const [name, {line}] of Object.entries(envDialects)) {
			assert.notEqual(line('V', value), undefined, `${name} ${value}`);
		}
	}
});

test('64 KiB of anything, as an id of the service may be, are written in a moment', () => {
	for (const [name, {line}] of Object.entries(envDialects)) {
		for (const unit of ['${', '${a:', '"', '\\', '\t ']) {
			const began = performance.now();
			line('V', unit.repeat(Math.floor(65_536 / unit.length)));
			assert.ok(performance.now() - began < 1000, `${name} ${unit}`);
		}
	}
});
