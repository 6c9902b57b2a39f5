import assert from 'node:assert/strict';
import {after, describe, test} from 'node:test';
import {commandRuns} from '../../source/commands/command-runs.ts';
import {commandTable} from '../../source/commands/command-table.ts';
import {flagSpelling, globalFlags} from '../../source/commands/flag.ts';
import {commandHelp, programHelp} from '../../source/commands/help-text.ts';
import {algorithms} from '../../source/keys/algorithms.ts';
import {presets} from '../../source/policies/presets.ts';
import {aMachine} from './a-machine.ts';

const machine = await aMachine({after});
const unbroken = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('help', () => {
	test('of the program lists every command of the table, and every command can be run', () => {
		const help = unbroken(programHelp(80));
		for (const command of commandTable) {
			assert.ok(
				help.includes(`${[command.name, ...(command.operands ?? [])].join(' ')} ${command.summary}`),
				command.name,
			);
			assert.ok(commandRuns.has(command), command.name);
		}
		assert.equal(commandRuns.size, commandTable.length);
	});

	test('of a command lists all its flags and those of every command', () => {
		for (const command of commandTable) {
			const help = unbroken(commandHelp(command, 80));
			for (const flag of [...command.flags, ...globalFlags]) {
				assert.ok(help.includes(`${flagSpelling(flag)} ${flag.summary}`), `${command.name} ${flag.name}`);
			}
		}
	});

	test('shows which flag stands in the place of what has to be named, as does the error where both are missing', async () => {
		const unless = commandTable.filter(({operandsUnless}) => operandsUnless !== undefined);
		assert.ok(unless.length > 0);
		for (const {name, operands = [], operandsUnless} of unless) {
			const {stdout} = await machine.run([...name.split(' '), '--help']);
			assert.ok(stdout.startsWith(`pat-tui ${name} (${operands.join(' ')} | --${operandsUnless}) [flags]`));
			const {code, stderr} = await machine.run(name.split(' '));
			assert.equal(code, 2);
			assert.ok(stderr.startsWith(`${operands[0]} (or --${operandsUnless}) is missing.`), stderr);
		}
	});

	test('is no wider than the terminal, but for examples', () => {
		for (const columns of [80, 100, 200]) {
			const texts = [
				programHelp(columns),
				...commandTable.map(command => commandHelp({...command, examples: []}, columns)),
			];
			for (const line of texts.join('').split('\n')) assert.ok(line.length <= Math.max(columns, 110), line);
			for (const line of texts.slice(1).join('').split('\n')) assert.ok(line.length <= columns, line);
		}
	});

	test('is asked for with --help or -h at the program, a group and a command, whatever else is missing', async () => {
		assert.equal((await machine.run(['--help'])).stdout, programHelp(80));
		for (const argv of [
			['token', '-h'],
			['token', 'create-token', '--help', '--nothing'],
			['operation', 'resume', '-h'],
		]) {
			const ran = await machine.run(argv);
			assert.deepEqual([ran.code, ran.stderr], [0, '']);
			assert.match(ran.stdout, /token|operation/);
		}
	});

	test('offers the algorithms and presets that there are', () => {
		const choicesOf = (name: string) =>
			commandTable
				.find(command => command.name === 'token create-token')
				?.flags.find(flag => flag.name === name)?.choices;
		assert.deepEqual(choicesOf('algorithm'), Object.keys(algorithms));
		assert.deepEqual(choicesOf('preset'), Object.keys(presets));
	});

	test('gives no two flags of a command one name or letter', () => {
		for (const {name, flags} of commandTable) {
			const names = [...flags, ...globalFlags].flatMap(flag => [
				flag.name,
				...(flag.short ? [flag.short] : []),
			]);
			assert.equal(new Set(names).size, names.length, name);
		}
	});
});
