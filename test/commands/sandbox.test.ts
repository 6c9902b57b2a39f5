import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {chaosWords} from '../../source/sandbox/chaos/chaos-words.ts';
import {variantTable} from '../../source/sandbox/variant-table.ts';
import {aMachine} from './a-machine.ts';

const machine = await aMachine({after});
const serve = ['sandbox', '--port', '0', '--auto-approve'];

/** Serves, does something once it is ready, and then stops it. */
const whileServing = async (
	argv: readonly string[],
	work: (variables: Readonly<Record<string, string>>) => Promise<void>,
) => {
	let stop = () => {};
	let announce = (_line: string) => {};
	const announced = new Promise<string>(resolve => {
		announce = resolve;
	});
	const running = machine.run([...argv, '--json'], {
		watch: written => announce(written),
		onListen: interrupt => {
			stop = () => interrupt('SIGINT');
		},
	});
	const {variables} = JSON.parse(await announced);
	await work(variables).finally(() => stop());
	return running;
};

test('sandbox serves until it is stopped, and says in one line where', async () => {
	const ran = await whileServing(serve, async variables => {
		assert.deepEqual(Object.keys(variables), [
			'PAT_TUI_PORTAL_URL',
			'PAT_TUI_API_URL',
			'PAT_TUI_TOKEN_ENDPOINT',
		]);
		const {id} = await machine.makeToken('served token', ['-w'], {variables});
		const tried = await machine.run(['token', 'try', '-i', id], {variables});
		assert.equal(JSON.parse(tried.stdout).outcome, 'works');
	});
	assert.equal(ran.code, 0, ran.stderr);
	assert.equal(ran.stdout.indexOf('\n'), ran.stdout.length - 1);
	assert.match(JSON.parse(ran.stdout).origin, /^http:\/\/localhost:\d+$/);
});

test('its data survives it, and --reset begins with nothing', async () => {
	const names = async (argv: readonly string[]) => {
		let found: unknown;
		await whileServing(argv, async variables => {
			const listed = await machine.run(['token', 'list-tokens'], {variables});
			found =
				listed.code === 0 ? JSON.parse(listed.stdout).map(({name}: {name: string}) => name) : listed.stderr;
		});
		return found;
	};
	assert.deepEqual(await names(serve), ['served token']);
	assert.deepEqual(await names([...serve, '--data', 'elsewhere']), []);
	assert.deepEqual(await names([...serve, '--reset']), []);
});

test('a folder that is not a sandbox is neither wiped nor used', async () => {
	const ran = await machine.run([...serve, '--reset', '--data', 'data/keys', '--json']);
	assert.deepEqual([ran.code, ran.stdout], [1, '']);
	assert.match(JSON.parse(ran.stderr).error.hint, /--data/);
	assert.equal(JSON.parse((await machine.run(['key', 'list'])).stdout).length, 1);
});

test('on a terminal it says what to set', async () => {
	const ran = await machine.run(serve, {
		columns: 80,
		stop: {at: 'PAT_TUI_TOKEN_ENDPOINT', signal: 'SIGTERM'},
	});
	assert.equal(ran.code, 0, ran.stderr);
	assert.match(ran.stdout, /^ {2}export PAT_TUI_PORTAL_URL=http:\/\/localhost:\d+$/m);
});

test('a port that is taken is said', async () => {
	await whileServing(serve, async ({PAT_TUI_PORTAL_URL: origin = ''}) => {
		const ran = await machine.run(['sandbox', '--port', new URL(origin).port, '--json']);
		assert.deepEqual([ran.code, JSON.parse(ran.stderr).error.kind], [1, 'port-taken']);
	});
});

test('it misbehaves as it is told, and help says what it can be told', async () => {
	const argv = [
		...serve,
		...['--chaos', 'GET /iam/v1/tokens status=503 done', '--chaos', 'GET /iam/* slow=1'],
		...['--latency', '0-1', '--variant', 'errors=older'],
	];
	const ran = await whileServing(argv, async ({PAT_TUI_PORTAL_URL: origin}) => {
		assert.equal((await fetch(`${origin}/iam/v1/tokens`)).status, 503);
		assert.equal((await fetch(`${origin}/iam/v1/projects`)).status, 401);
		const refused: unknown = await (await fetch(`${origin}/api/whoami`)).json();
		assert.ok(Object.keys(Object(refused)).includes('debugId'));
	});
	assert.equal(ran.code, 0, ran.stderr);
	const {stdout: help} = await machine.run(['sandbox', '--help']);
	for (const {name} of [...chaosWords, ...variantTable]) assert.ok(help.includes(`\n  ${name}`), name);
});

test('what it can’t be told is wrong usage, and the part that is wrong is named', async () => {
	const cases: readonly (readonly [string, string, RegExp])[] = [
		['--chaos', 'GET /x explode', /^--chaos, rule 1: There is no effect "explode"/],
		['--latency', 'long', /^--latency: It takes milliseconds/],
		['--variant', 'patch=never', /^--variant: patch takes one of replace, merge, one-key/],
	];
	for (const [flag, value, expected] of cases) {
		const ran = await machine.run([...serve, flag, value, '--json']);
		assert.deepEqual([ran.code, ran.stdout], [2, ''], flag);
		assert.match(JSON.parse(ran.stderr).error.message, expected);
	}
});
