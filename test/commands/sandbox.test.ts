import assert from 'node:assert/strict';
import {after, test} from 'node:test';
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
