import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import * as v from 'valibot';
import {aMachine} from './a-machine.ts';
import {aServedSandbox, requestName} from './a-served-sandbox.ts';
import {aTokenInput} from './a-token-input.ts';
import {press} from './press.ts';
import {seen} from './whole-screen.ts';

/** Stands behind every hostile sequence, so that the program's own are not mistaken for it. */
const mark = 'mark';
const sequences = [
	'\u001B]52;c;ZXZpbA==\u0007',
	'\u001B]0;owned\u0007',
	'\u001B[2J\u001B[H',
	'\u001B[?1049l',
	'\u001Bc',
	'\u009B2J',
	'\u009D0;owned\u009C',
	'\u202E',
	'\u2066',
	'\u200B',
	'\n',
	'\t',
	'\r',
	'\u2028',
];
const names = [
	...sequences.map(sequence => `a-name${sequence}${mark}`),
	'漢字漢字漢字漢字'.repeat(8),
	`zalgo${'e\u0301\u0302\u0303\u0304'.repeat(30)}`,
	`family 👨‍👩‍👧‍👦 ${'\u200D'.repeat(40)}`,
	'n'.repeat(100_000),
];

const assertHarmless = (bytes: Buffer) => {
	const text = bytes.toString();
	for (const sequence of sequences)
		assert.ok(!text.includes(sequence + mark), `${JSON.stringify(sequence)} was written`);
	assert.doesNotMatch(text, /[\u0080-\u009F\u200B\u202A-\u202E\u2066-\u2069]/u);
	assert.ok(bytes.length < 3_000_000, `${bytes.length} bytes were written`);
};

const served = await aServedSandbox({after});
const machine = await aMachine({after}, served.environment);
const app = machine.start([], {columns: 80, rows: 24});
await seen(app, 'just now');

const add = async (token: unknown) => served.sendAs(machine, 'POST', '/iam/v1/tokens', token);

test('tokens with hostile names are listed, also by a command, opened and deleted without harm to the terminal', async () => {
	for (const name of names) await add(aTokenInput(name));
	press(app, 'list.refresh');
	await seen(app, `${names.length} tokens`);
	const command = machine.start(['token', 'list-tokens'], {columns: 100, rows: 60});
	assert.deepEqual(await command.exit, {code: 0});
	const listed = command.screen().filter(row => /[0-9a-f]{8}-/.test(row));
	assert.equal(listed.length, names.length, command.screen().join('\n'));
	assertHarmless(command.bytes());
	for (let left = names.length; left > 0; left--) {
		await seen(app, rows => /just now/.test(rows[2] ?? '') && rows[2]?.startsWith(` ${left} token`) === true);
		press(app, 'list.top');
		press(app, 'token.open');
		const opened = await seen(
			app,
			rows => /^ *id +[\da-f-]{36}/m.test(rows.join('\n')) && /It is in none/.test(rows.join('\n')),
		);
		const [, id = ''] = /^ *id +([\da-f-]{36})/m.exec(opened.join('\n')) ?? [];
		assert.ok((await served.tokens()).some(token => token.id === id));
		press(app, 'token.delete');
		await seen(app, 'Type the last 6 of its id');
		app.type(id.slice(-6));
		await seen(app, 'Enter deletes it');
		press(app, 'delete.confirm');
		await seen(app, 'It is deleted.');
		press(app, 'run.leave');
	}
	await seen(app, 'There is no token yet');
	assert.deepEqual(await served.tokens(), []);
	assertHarmless(app.bytes());
});

test('odd records are rows that say so, and the list goes on after them', async () => {
	const odd = aTokenInput('without-coordinates', {x: undefined, y: undefined});
	await add(odd);
	const elsewhere = aTokenInput('keys-elsewhere');
	const method = {
		...elsewhere.authenticationMethod,
		publicKeyInfo: {jwksUri: 'https://keys.example/jwks.json'},
	};
	await add({...elsewhere, authenticationMethod: method});
	await add(aTokenInput('an-ordinary-one'));
	// Records that the service should never send at all, in the middle of its list.
	served.interceptWith(async (request, next) => {
		const reply = await next(request);
		if (requestName(request) !== 'GET /iam/v1/tokens') return reply;
		const {tokens} = v.parse(v.object({tokens: v.array(v.unknown())}), await reply.json());
		return Response.json({tokens: [...tokens.slice(0, 1), {}, 'text', null, ...tokens.slice(1)]});
	});
	press(app, 'list.refresh');
	const rows = await seen(app, drawn => /6 tokens.*just now/.test(drawn[2] ?? ''));
	assert.equal(rows.filter(row => row.includes('! ') && row.includes('(no name)')).length, 3);
	const rowOf = (name: string) => rows.findIndex(row => row.includes(name));
	assert.match(rows[rowOf('without-coordinates')] ?? '', / ! /);
	assert.match(rows[rowOf('keys-elsewhere')] ?? '', / ! /);
	assert.doesNotMatch(rows[rowOf('an-ordinary-one')] ?? '', / ! /);
	const problems = [
		['without-coordinates', 'registered without curve or coordinates'],
		['keys-elsewhere', 'an address of its own (jwksUri)'],
	] as const;
	for (const [name, problem] of problems) {
		press(app, 'list.top');
		for (let row = 4; row < rowOf(name); row++) press(app, 'list.down');
		press(app, 'token.open');
		await seen(app, problem);
		press(app, 'screen.back');
		await seen(app, '6 tokens');
	}
	press(app, 'browse.quit');
	assert.deepEqual(await app.exit, {code: 0});
});
