import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {parsePolicy} from '../../source/policies/parse-policy.ts';

const statement = {
	principal: ['ari:iam::p:token/t'],
	action: ['cis:startIssuance'],
	resource: ['*'],
	effect: 'Allow',
};
const policy = {version: '2022-12-15', statement: [statement]};
const texts = fc.array(fc.string({maxLength: 40}), {minLength: 1, maxLength: 4});

test('a policy by the rules is read as it is', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({principal: fc.tuple(fc.string()), action: texts, resource: texts}), {
				minLength: 1,
				maxLength: 4,
			}),
			statements => {
				const given = {...policy, statement: statements.map(each => ({...each, effect: 'Allow'}))};
				assert.deepEqual(parsePolicy(JSON.stringify(given)), {ok: true, value: given});
			},
		),
	);
});

test('what the service prints of a principal without rights is taken, with all that is known of it', () => {
	const printed = {
		...policy,
		statement: [{...statement, action: [''], resource: ['']}],
		principalId: 'token/t',
		projectId: 'p',
		projectName: 'left out',
	};
	const {projectName: _, ...kept} = printed;
	assert.deepEqual(parsePolicy(`\u{FEFF}${JSON.stringify(printed)}`), {ok: true, value: kept});
});

for (const [what, given, said] of [
	['no JSON', '{"version":', /^It is not JSON from line 1, column 12 on\.$/],
	['a list', '[]', /is no policy|is missing/],
	['another version', {...policy, version: '2030-01-01'}, /version is not 2022-12-15/],
	['no statement', {...policy, statement: []}, /statement is empty/],
	['a missing statement', {version: '2022-12-15'}, /statement/],
	[
		'two principals',
		{...policy, statement: [{...statement, principal: ['a', 'b']}]},
		/statement 1, principal names not exactly one/,
	],
	[
		'no action',
		{...policy, statement: [statement, {...statement, action: []}]},
		/statement 2, action is empty/,
	],
	['no resource', {...policy, statement: [{...statement, resource: []}]}, /statement 1, resource is empty/],
	[
		'a number for an action',
		{...policy, statement: [{...statement, action: ['a', 7]}]},
		/statement 1, action 2 is no text/,
	],
	['another effect', {...policy, statement: [{...statement, effect: 'Deny'}]}, /effect is not Allow/],
	[
		'a text that is too long',
		{...policy, statement: [{...statement, action: ['a'.repeat(2001)]}]},
		/more than 2000 characters/,
	],
] as const) {
	test(`a policy with ${what} is refused, and it is said where`, () => {
		const read = parsePolicy(typeof given === 'string' ? given : JSON.stringify(given));
		assert.match(read.ok ? 'taken' : read.error, said);
	});
}

test('no text at all makes it throw, and its words never repeat the text', () => {
	const needle = 'needle-in-the-file';
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.json(),
				fc.json().map(json => json.slice(1)),
			),
			text => {
				const read = parsePolicy(`${text}${needle}`);
				assert.ok(read.ok || !read.error.includes(needle));
			},
		),
	);
});
