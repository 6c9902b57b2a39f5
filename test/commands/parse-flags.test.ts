import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import fc from 'fast-check';
import {errorLines} from '../../source/commands/command-error.ts';
import type {Flag} from '../../source/commands/flag.ts';
import {parseFlags} from '../../source/commands/parse-flags.ts';

const flags: readonly Flag[] = [
	{name: 'name', short: 'n', value: 'NAME', summary: ''},
	{name: 'project', value: 'ID', isRepeatable: true, summary: ''},
	{name: 'generate', short: 'g', summary: ''},
];
const parse = (argv: readonly string[], operands: readonly string[] = []) => {
	const parsed = parseFlags(argv, {flags, operands});
	if (!parsed.ok) throw new Error(errorLines(parsed.error).join('\n'));
	return parsed.value;
};

describe('parseFlags', () => {
	test('keeps every value as the text that was typed', () => {
		fc.assert(
			fc.property(fc.string(), text => {
				assert.equal(parse([`--name=${text}`]).flags.text('name'), text);
			}),
		);
		for (const number of ['007', '1e3', '0x10', 'true', '12345678']) {
			assert.equal(parse(['-n', number]).flags.text('name'), number);
		}
	});

	test('takes long, short, joined and repeated flags, and operands anywhere', () => {
		const {flags: given, operands} = parse(
			['one', '-gn', 'x', '--project', 'a', 'two', '--project=b'],
			['A', 'B'],
		);
		assert.deepEqual(
			[given.has('generate'), given.text('name'), given.texts('project'), operands],
			[true, 'x', ['a', 'b'], ['one', 'two']],
		);
		assert.deepEqual([given.has('json'), given.text('environment')], [false, undefined]);
	});

	test('takes a thumbprint for a key, also one that begins with a dash, and says where the beginning of such a one stands', () => {
		const print = `-n${'oX_9-'.repeat(8)}z`;
		assert.equal(print.length, 43);
		assert.deepEqual(parse([print, 'text', '-n', 'name'], ['KEY', 'TEXT']).operands, [print, 'text']);
		assert.deepEqual(parse(['--', '-oX_'], ['KEY']).operands, ['-oX_']);
		const refused = parseFlags(['-oX_'], {flags, operands: ['KEY']});
		assert.match(
			refused.ok ? '' : String(Object(refused.error).hint),
			/begins with a dash stands behind two/,
		);
	});

	test('takes what follows two dashes for operands', () => {
		assert.deepEqual(parse(['--', '-n'], ['A']).operands, ['-n']);
	});

	test('hands on what follows two dashes as it is, where a command has a use for it', () => {
		const options = {flags, rest: 'COMMAND'};
		const parsed = parseFlags(['-n', 'x', '--', 'ls', '-n', '--', '--json'], options);
		assert.ok(parsed.ok);
		assert.deepEqual(parsed.value.operands, ['ls', '-n', '--', '--json']);
		assert.deepEqual([parsed.value.flags.text('name'), parsed.value.flags.has('json')], ['x', false]);
		for (const argv of [['-n', 'x'], ['--'], ['ls'], ['ls', '--', 'ls']]) {
			assert.equal(parseFlags(argv, options).ok, false, argv.join(' '));
		}
	});

	test('refuses a value that looks like a flag, but for one that is joined with =', () => {
		assert.throws(() => parse(['-n', '--json']), /-n needs a value/);
		assert.throws(() => parse(['--name', '-g']), /--name needs a value.*--name=NAME/s);
		assert.equal(parse(['--name=-g']).flags.text('name'), '-g');
		assert.equal(parse(['-n', '-']).flags.text('name'), '-');
	});

	test('never repeats a value in an error', () => {
		const word = 'qQzZ7secret';
		for (const argv of [['-n', word, '-n', word], [word], [`--generate=${word}`], ['-n', word, word]]) {
			assert.throws(
				() => parse(argv),
				error => error instanceof Error && !error.message.includes(word),
			);
		}
	});

	test('gives a sentence, and never throws, for any command line', () => {
		const word = fc.oneof(
			fc.string(),
			fc.constantFrom('-n', '--name', '-g', '--', '--project', '--__proto__=x', '-gn'),
		);
		fc.assert(
			fc.property(fc.array(word), argv => {
				const parsed = parseFlags(argv, {flags, operands: ['ID']});
				assert.ok(parsed.ok || /^[\P{Cc}]+\.$/u.test(errorLines(parsed.error)[0] ?? ''));
			}),
		);
	});

	test('throws when code asks for a flag that the command does not have', () => {
		assert.throws(() => parse([]).flags.has('nam'), /No flag is called nam/);
	});
});
