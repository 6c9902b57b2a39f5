import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {after, describe, test} from 'node:test';
import {aMachine} from './a-machine.ts';

const machine = await aMachine({after});
const create = ['token', 'create-token', '-n', 'a good name', '-g'];

/** Each is wrong usage; the sentence has to name what is wrong. */
const wrong: readonly (readonly [argv: readonly string[], sentence: RegExp])[] = [
	[['nothing'], /no command nothing\..*--help/s],
	[['token'], /token needs one of: create-token, .*delete-token/],
	[['token', 'nothing'], /no command token nothing/],
	[['token', '--json'], /token needs one of/],
	[['token', 'list-tokens', '--nothing'], /no flag --nothing here/],
	[['token', 'list-tokens', '-x'], /no flag -x here/],
	[['token', 'list-tokens', 'more'], /Besides flags, this takes nothing/],
	[['token', 'list-tokens', '--json=yes'], /--json takes no value/],
	[['token', 'list-tokens', '--environment'], /--environment needs a value/],
	[['token', 'list-tokens', '--environment', 'production'], /--environment takes one of: .*dev, prod/],
	[['token', 'get-token'], /-i \(--token-id\) is missing/],
	[['token', 'get-token', '-i', '..'], /-i \(--token-id\) takes the id/],
	[['token', 'get-token', '-i', '--json'], /-i needs a value/],
	[['token', 'get-token', '-i', 'one', '-i', 'two'], /-i is given twice/],
	[['token', 'create-token', '-g'], /-n \(--name\) is missing/],
	[['token', 'create-token', '-n', ' seven77 ', '-g'], /-n \(--name\): .*at least 8/],
	[['token', 'create-token', '-n', 'x'.repeat(2001), '-g'], /at most 2000/],
	[['token', 'create-token', '-n', 'a good name'], /None of -g .*, -f .* and --kms /],
	[
		[...create, '-f', 'key.pem'],
		/-g \(--auto-generate-key\) and -f \(--public-key-file\) exclude each other/,
	],
	[['token', 'create-token', '-n', 'a good name', '-f', ''], /-f \(--public-key-file\) is empty/],
	[['token', 'create-token', '-n', 'a good name', '-p', 'secret'], /-p \(--passphrase\) needs -g/],
	[['token', 'create-token', '-n', 'good name', '-f', 'k.pem', '-p', 'x'], /-p \(--passphrase\) needs -g/],
	[
		['token', 'create-token', '-n', 'good name', '-f', 'k.pem', '--passphrase-file', 'x'],
		/--passphrase-file needs -g/,
	],
	[['token', 'update-token', '-n', 'a good name'], /-i \(--token-id\) is missing/],
	[['token', 'update-token', '-i', 'one'], /Nothing to change.*-n .*-k .*-f .*--algorithm/s],
	[['token', 'update-token', '-i', 'one', '-n', 'short'], /-n \(--name\): .*at least 8/],
	[['token', 'update-token', '-i', 'one', '-k', ' '], /-k \(--key-id\) is empty/],
	[['token', 'update-token', '-i', 'one', '-f', ''], /-f \(--public-key-file\) is empty/],
	[['token', 'update-token', '-i', 'one', '-a', 'RS256'], /no flag -a here/],
	[['token', 'update-token', '-i', 'one', '--algorithm', 'ES384'], /--algorithm takes one of/],
	[['token', 'print-access-token', '-i', 'one'], /--project is missing/],
	[['token', 'print-access-token', '-i', 'one', '--project', ''], /--project is empty/],
	[
		['token', 'print-access-token', '-i', 'one', '--project', 'P', '--header', '--json'],
		/--header and --json exclude/,
	],
	[['token', 'exec', '-i', 'one', '--project', 'P'], /COMMAND \[ARGS\.\.\.\] is missing.*two dashes/s],
	[['token', 'exec', '-i', 'one', '--project', 'P', '--'], /COMMAND \[ARGS\.\.\.\] is missing/],
	[['token', 'exec', '-i', 'one', '--project', 'P', 'ls', '--', 'ls'], /Besides flags, this takes nothing/],
	[['token', 'exec', '-i', 'one', '--', 'node'], /--project is missing/],
	[[...create, '-a', 'ES384'], /-a takes one of: RS256, RS512, ES256, ES512/],
	[[...create, '-k', ' '], /-k \(--key-id\) is empty/],
	[[...create, '-w', '--project', 'One'], /-w \(--with-permissions\) and --project exclude/],
	[[...create, '-w', '--preset', 'read'], /-w \(--with-permissions\) and --preset exclude/],
	[[...create, '--preset', 'read', '--action', 'a:b'], /--preset and --action exclude/],
	[[...create, '--preset', 'all'], /--preset takes one of: issue, iota, read, reference, full/],
	[[...create, '--resource', '*'], /--resource needs at least one --action/],
	[[...create, '--project', ''], /--project is empty/],
	[[...create, '-p', ''], /passphrase is empty/],
	[[...create, '-p', 'a', '--passphrase-file', 'b'], /exclude each other/],
	[[...create, '--passphrase-stdin', '--passphrase-file', 'b'], /exclude each other/],
	[['token', 'export', '-i', 'one', '--format', 'yaml'], /--format takes one of: env, python/],
	[['token', 'export', '-i', 'one', '--json', '--format', 'env'], /--json and --format env/],
	[['token', 'export', '-i', 'one', '--passphrase-file', 'b'], /--passphrase-file needs --with-passphrase/],
	[['operation', 'resume'], /ID is missing/],
	[['operation', 'undo', 'one', 'two'], /Besides flags, this takes ID/],
	[['sandbox', '--port', '65536'], /--port takes a number from 0 to 65535/],
	[['setup'], /needs a terminal/],
	[['--json', 'token', 'list-tokens'], /A command comes first.*token list-tokens --json/s],
	[['--read-only', '--json'], /A command comes first/],
];

describe('wrong usage is said with exit code 2, and nothing is done', () => {
	for (const [argv, sentence] of wrong) {
		test(`pat-tui ${argv.join(' ').slice(0, 70)}`, async () => {
			const ran = await machine.run(argv);
			assert.deepEqual([ran.code, ran.stdout], [2, '']);
			assert.match(ran.stderr, sentence);
			assert.deepEqual(await readdir(machine.home), []);
		});
	}
});

test('wrong usage with --json is one line of JSON', async () => {
	const ran = await machine.run(['token', 'get-token', '--json', '--nothing']);
	assert.deepEqual([ran.code, ran.stdout], [2, '']);
	assert.deepEqual(Object.keys(JSON.parse(ran.stderr)), ['error']);
	assert.equal(JSON.parse(ran.stderr).error.kind, 'usage');
	assert.equal(ran.stderr.indexOf('\n'), ran.stderr.length - 1);
});
