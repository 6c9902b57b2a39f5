import assert from 'node:assert/strict';
import {after, afterEach, describe, test} from 'node:test';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine} from './a-machine.ts';

const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;
const inService = async (...argv: readonly string[]) => machine.run(['project', ...argv], {variables});
const atTerminal = async (
	argv: readonly string[],
	answers: readonly (readonly [string, string])[] = [],
	columns = 120,
) => machine.run(['project', ...argv, '--no-color'], {variables, columns, answers});
const json = async (...argv: readonly string[]) => {
	const ran = await inService(...argv);
	assert.equal(ran.code, 0, ran.stderr);
	return JSON.parse(ran.stdout);
};
const listed = async (): Promise<readonly {readonly id: string; readonly name: string}[]> =>
	json('list-projects');
const active = async () => json('get-active-project');

/** Notes which requests are sent. */
const watching = () => {
	const seen: string[] = [];
	service.interceptWith(async (request, next) => {
		seen.push(`${request.method} ${new URL(request.url).pathname}`);
		return next(request);
	});
	return seen;
};

/** Lets a request have its effect, and loses its reply. */
const losing = (method: string, path: RegExp) => {
	const seen: string[] = [];
	service.interceptWith(async (request, next) => {
		const {pathname} = new URL(request.url);
		const response = await next(request);
		if (request.method !== method || !path.test(pathname)) return response;
		seen.push(pathname);
		throw new Error('cut');
	});
	return seen;
};

afterEach(() => service.passOn());

describe('projects by command', () => {
	test('a project is made, described, active from then on, and printed as the service sent it', async () => {
		const made = await json('create-project', '-n', ' My first project ', '--description', 'for trying');
		assert.deepEqual([made.name, made.description], ['My first project', 'for trying']);
		assert.deepEqual(await active(), made);
		assert.deepEqual(
			(await listed()).find(({id}) => id === made.id),
			made,
		);
	});

	test('the list is a bare array with every field as it came, odd records included', async () => {
		const records = [{id: 'one', name: 'One', more: {kept: [1, null]}}, 'odd', {name: 3}, null];
		service.interceptWith(async (request, next) =>
			new URL(request.url).pathname === '/api/projects' ? Response.json(records) : next(request),
		);
		assert.deepEqual(await listed(), records);
		const {code, stdout} = await atTerminal(['list-projects']);
		assert.equal(code, 0);
		assert.equal(stdout.match(/a record without an id/g)?.length, 3);
	});

	test('at a terminal the list is a table with the active one marked, and says how many there may be', async () => {
		const {id} = await json('create-project', '-n', 'Marked project');
		const {stdout, stderr} = await atTerminal(['list-projects']);
		assert.match(stdout, new RegExp(`^active  Marked project +${id}`, 'm'));
		assert.equal(stdout.match(/^active /gm)?.length, 1);
		assert.match(stderr, /\d projects; you may have 10/);
	});

	test('a project is chosen by its id, and the one of before is said', async () => {
		const {id, name} = await active();
		const other = (await listed()).find(project => project.id !== id);
		assert.ok(other);
		const ran = await inService('select-project', '--project-id', other.id);
		assert.equal(ran.code, 0, ran.stderr);
		assert.deepEqual(JSON.parse(ran.stdout), other);
		assert.match(ran.stderr, new RegExp(`The active project was ${name}\\.`));
		assert.deepEqual(await active(), other);
		const again = watching();
		assert.match((await inService('select-project', '-i', other.id)).stderr, /active project already/);
		assert.ok(!again.some(each => each.startsWith('POST')), again.join());
	});

	test('an id that is not there is an error, also where there is one project only, and nothing is sent', async () => {
		const [one] = await listed();
		const intercepted: string[] = [];
		service.interceptWith(async (request, next) => {
			intercepted.push(request.method);
			return new URL(request.url).pathname === '/api/projects' ? Response.json([one]) : next(request);
		});
		const ran = await inService('select-project', '-i', 'b5b1c58e-0c7b-4a54-9c38-000000000000', '--json');
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		assert.equal(JSON.parse(ran.stderr).error.kind, 'unknown-project');
		assert.ok(!intercepted.includes('POST'), intercepted.join());
	});

	test('what is missing is asked for at a terminal, and a bad name asked for again', async () => {
		const made = await atTerminal(
			['create-project'],
			[
				['Name of the project:', '-no'],
				['Name of the project:', 'Asked for'],
				['What it is for', 'by a person'],
			],
		);
		assert.equal(made.code, 0, made.stderr);
		assert.match(made.stderr, /no name for a project: it begins with/);
		assert.match(made.stdout, /Name +Asked for\n.*\nDescription +by a person\n/);
		const [first] = await listed();
		const chosen = await atTerminal(
			['select-project'],
			[
				['by number or id?', '99'],
				['by number or id?', '1'],
			],
		);
		assert.equal(chosen.code, 0, chosen.stderr);
		assert.equal((await active()).id, first?.id);
		const renamed = await atTerminal(
			['update-project'],
			[
				['Project id:', first?.id ?? ''],
				['New name', 'Renamed by a person'],
				['New description', ''],
			],
		);
		assert.equal(renamed.code, 0, renamed.stderr);
		assert.equal((await active()).name, 'Renamed by a person');
	});

	test('a project is renamed and described apart, and a description can be emptied', async () => {
		const {id} = await active();
		assert.equal((await json('update-project', '-i', id, '-n', 'New.name_1')).name, 'New.name_1');
		const described = await json('update-project', '--id', id, '-d', 'words');
		assert.deepEqual([described.name, described.description], ['New.name_1', 'words']);
		assert.equal((await json('update-project', '-i', id, '-d', '')).description, '');
		assert.equal((await active()).name, 'New.name_1');
	});

	test('a rename of a project that is not mine is refused, with where to look', async () => {
		const ran = await inService(
			'update-project',
			'-i',
			'b5b1c58e-0c7b-4a54-9c38-000000000000',
			'-n',
			'Theirs',
		);
		assert.equal(ran.code, 1);
		assert.match(ran.stderr, /list-projects/);
	});

	test('--dry-run shows the requests and sends nothing', async () => {
		const seen = watching();
		const created = await json('create-project', '-n', 'Never made', '-d', 'why', '--dry-run');
		assert.deepEqual(created[1], {
			method: 'POST',
			url: `${service.origin}/api/project`,
			body: {name: 'Never made', description: 'why'},
		});
		const selected = await json('select-project', '-i', 'some-id', '--dry-run');
		assert.deepEqual(selected.at(-2).body, {projectId: 'some-id'});
		const updated = await json('update-project', '-i', 'some-id', '-d', '', '--dry-run');
		assert.deepEqual(updated, [
			{method: 'PATCH', url: `${service.origin}/api/project/some-id`, body: {description: ''}},
		]);
		assert.deepEqual(seen, []);
	});

	test('a rename whose reply is lost is read back, and a choice as well', async () => {
		const [first, second] = await listed();
		assert.ok(first && second);
		const patches = losing('PATCH', /^\/api\/project\//);
		assert.equal((await json('update-project', '-i', first.id, '-n', 'Read back')).name, 'Read back');
		const posts = losing('POST', /^\/api\/projects\/active$/);
		await json('select-project', '-i', first.id);
		await json('select-project', '-i', second.id);
		assert.equal(patches.length, 1);
		assert.ok(posts.length >= 1);
		service.passOn();
		assert.equal((await active()).id, second.id);
	});

	test('a rename that did not happen is not said to have happened', async () => {
		const [first] = await listed();
		service.interceptWith(async (request, next) => {
			if (request.method === 'PATCH') throw new Error('cut');
			return next(request);
		});
		const ran = await inService('update-project', '-i', first?.id ?? '', '-n', 'Not so', '--json');
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		assert.equal(JSON.parse(ran.stderr).error.kind, 'no-reply');
	});

	test('a create whose reply is lost makes one project, found by looking', async () => {
		const before = await listed();
		const posts = losing('POST', /^\/api\/project$/);
		const made = await json('create-project', '-n', 'Lost and found');
		service.passOn();
		const after = await listed();
		assert.equal(posts.length, 1);
		assert.deepEqual(
			after.filter(({name}) => name === 'Lost and found').map(({id}) => id),
			[made.id],
		);
		assert.equal(after.length, before.length + 1);
		assert.equal((await active()).id, made.id);
	});

	test('a create that was cut off is listed as an operation, and resumed to the one project', async () => {
		let isBroken = false;
		service.interceptWith(async (request, next) => {
			if (isBroken) throw new Error('broken');
			const response = await next(request);
			isBroken = request.method === 'POST' && new URL(request.url).pathname === '/api/project';
			if (isBroken) throw new Error('broken');
			return response;
		});
		const cut = await inService('create-project', '-n', 'Cut off', '--json');
		service.passOn();
		assert.deepEqual([cut.code, cut.stdout], [1, '']);
		const operations = JSON.parse((await machine.run(['operation', 'list'], {variables})).stdout);
		const [{id, kind}] = operations;
		assert.deepEqual([operations.length, kind], [1, 'create-project']);
		const resumed = await machine.run(['operation', 'resume', id], {variables});
		assert.equal(resumed.code, 0, resumed.stderr);
		const named = (await listed()).filter(({name}) => name === 'Cut off');
		assert.deepEqual(named, [JSON.parse(resumed.stdout)]);
		const undone = await machine.run(['operation', 'undo', id, '--json'], {variables});
		assert.equal(JSON.parse(undone.stderr).error.kind, 'over');
	});

	test('at the limit the numbers are said, and no operation is left open', async () => {
		for (let count = (await listed()).length; count < 10; count++)
			await json('create-project', '-n', `Filler ${count}`);
		const ran = await inService('create-project', '-n', 'One too many', '--json');
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		const {error} = JSON.parse(ran.stderr);
		assert.equal(error.kind, 'project-limit');
		assert.match(error.hint, /10 projects of the 10 that you may have/);
		assert.deepEqual(JSON.parse((await machine.run(['operation', 'list'], {variables})).stdout), []);
		assert.equal((await listed()).length, 10);
	});

	test('a session without an active project is told how to choose one', async () => {
		service.interceptWith(async (request, next) =>
			new URL(request.url).pathname === '/api/project'
				? Response.json({name: 'NotFoundError', message: 'Not found: project.'}, {status: 404})
				: next(request),
		);
		const ran = await inService('get-active-project', '--json');
		assert.equal(ran.code, 1);
		assert.match(JSON.parse(ran.stderr).error.hint, /select-project/);
	});
});

// readline's ways of drawing a question, and the ends of lines.
const ownSequences = new RegExp(`${String.fromCharCode(27)}\\[(?:\\d+G|0J)|\\r?\\n`, 'g');

test('hostile names and descriptions are harmless in what every command of projects writes', async () => {
	const hostile = '\u001B]0;owned\u0007\u001B[2J\u009B5Aadmin\u202Etxt\r\nline\u2028';
	const record = {id: hostile, name: hostile, description: hostile, createdAt: hostile};
	const {id} = await active();
	service.interceptWith(async (request, next) => {
		const {pathname} = new URL(request.url);
		if (pathname === '/api/projects') return Response.json([{...record, id}, record]);
		return /^\/api\/project(?:\/|$)/.test(pathname) ? Response.json({...record, id}) : next(request);
	});
	for (const [argv, answers] of [
		[['list-projects'], []],
		[['get-active-project'], []],
		[['select-project'], [['by number or id?', '1']]],
		[['update-project', '-i', id, '-n', 'Plain'], []],
		[['create-project', '-n', 'Plain'], []],
	] as const) {
		const text = await atTerminal(argv, answers);
		assert.equal(text.code, 0, text.stderr);
		const written = (text.stdout + text.stderr).replaceAll(ownSequences, '');
		assert.doesNotMatch(written, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u, argv.join(' '));
		const json = await inService(...(argv[0] === 'select-project' ? ['select-project', '-i', id] : argv));
		assert.doesNotMatch(json.stdout.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u, argv.join(' '));
	}
});

const wrong: readonly (readonly [argv: readonly string[], sentence: RegExp])[] = [
	[['create-project'], /-n \(--name\) is missing/],
	[['create-project', '-n', 'x'], /-n \(--name\): at least 2 characters/],
	[['create-project', '-n', 'x'.repeat(101)], /at most 100/],
	[['create-project', '-n', 'naïve'], /only letters/],
	[['select-project'], /-i \(--project-id\) is missing/],
	[['select-project', '-i', '../x'], /-i \(--project-id\) takes the id of a project/],
	[['update-project', '-n', 'Name'], /-i \(--id\) is missing/],
	[['update-project', '-i', 'some-id'], /neither -n \(--name\) nor -d \(--description\)/],
	[['update-project', '-i', 'some-id', '-n', ' '], /-n \(--name\): at least 2/],
];

test('wrong usage ends with 2 and names the flag, and with --no-input nobody is asked', async () => {
	const seen = watching();
	for (const [argv, sentence] of wrong) {
		for (const ran of [await inService(...argv), await atTerminal([...argv, '--no-input'])]) {
			assert.deepEqual([ran.code, ran.stdout], [2, ''], argv.join(' '));
			assert.match(ran.stderr, sentence);
		}
	}
	assert.deepEqual(seen, []);
});
