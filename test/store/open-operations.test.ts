import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RotateIntent} from '../../source/operations/intent.ts';
import {publishStep} from '../../source/operations/rotation/overlap.ts';
import {replaceStep} from '../../source/operations/rotation/replace.ts';
import {openOperationsWords} from '../../source/store/open-operations.ts';

const rotation: RotateIntent = {
	kind: 'rotate-key',
	id: 'o-1',
	tokenId: 't-1',
	name: 'orders\u001B[2J',
	mode: 'overlap',
	before: {name: 'orders', algorithm: 'ES256', keys: []},
	algorithm: 'ES256',
	newKey: {kid: 'k-2', kty: 'EC', alg: 'ES256', use: 'sig'},
	thumbprint: 'print',
};
const none = {tokenId: undefined, projectId: undefined, closed: undefined};
const open = {intent: rotation, progress: {...none, steps: {[publishStep.step]: 'done'}}} as const;
const finishing = {
	intent: rotation,
	progress: {...none, steps: {...open.progress.steps, [replaceStep.step]: 'started'}},
} as const;
const stopped = {
	intent: {kind: 'delete-token', id: 'o-2', tokenId: 't-2', name: 'other', removeKeys: [] as string[]},
	progress: {...none, steps: {}},
} as const;

test('a rotation whose two keys work waits; whatever else is open has stopped in the middle', () => {
	assert.equal(openOperationsWords([]), '');
	assert.match(
		openOperationsWords([open]),
		/^! Both keys of orders\P{Cc}+ work: press o to finish or roll back\.$/u,
	);
	assert.match(openOperationsWords([open, open]), /2 rotations open, both keys working/);
	assert.match(openOperationsWords([finishing]), /1 operation stopped in the middle: press o/);
	assert.match(openOperationsWords([stopped]), /1 operation stopped in the middle: press o/);
	assert.match(
		openOperationsWords([stopped, open]),
		/1 operation stopped in the middle, 1 rotation open: press o/,
	);
});
