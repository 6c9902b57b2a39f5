import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {JournalEntry} from '../../source/operations/journal.ts';
import {progressOf} from '../../source/operations/progress.ts';

const at = '2023-11-14T22:13:20.000Z';

test('nothing has happened yet in an empty journal, nor in one that was only opened', () => {
	const none = {steps: {}, tokenId: undefined, projectId: undefined, closed: undefined};
	assert.deepEqual(progressOf([]), none);
	const intent = {kind: 'delete-token', id: 'o', tokenId: 't', name: 'n', removeKeys: []} as const;
	assert.deepEqual(progressOf([{type: 'opened', at, intent: {...intent, removeKeys: []}}]), none);
});

test('a step stands as its last line says', () => {
	const step = fc.constantFrom('a', 'b', 'c');
	const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
		step.map(name => ({type: 'started' as const, at, step: name})),
		step.map(name => ({type: 'refused' as const, at, step: name})),
		step.map(name => ({type: 'done' as const, at, step: name})),
	);
	fc.assert(
		fc.property(fc.array(entry), entries => {
			const {steps} = progressOf(entries);
			for (const name of ['a', 'b', 'c']) {
				const last = entries.findLast(each => 'step' in each && each.step === name);
				assert.equal(steps[name], last?.type);
			}
		}),
	);
});

test('the id of the token that was made is remembered, whatever is done afterwards', () => {
	const {tokenId, closed} = progressOf([
		{type: 'done', at, step: 'register-token', tokenId: 't-1'},
		{type: 'done', at, step: 'set-key-id'},
		{type: 'closed', at, outcome: 'undone'},
	]);
	assert.deepEqual([tokenId, closed], ['t-1', 'undone']);
});

test('what a step saw and sent is known until the step is done, or another one has begun', () => {
	const standings = {isComplete: true, projects: []};
	const begun: readonly JournalEntry[] = [
		{type: 'started', at, step: 'a'},
		{type: 'seen', at, step: 'a', standings},
		{type: 'seen', at, step: 'of no step', standings},
		{type: 'sends', at, step: 'a', access: 'add'},
		{type: 'sends', at, step: 'a', access: 'remove'},
	];
	const kept = {'of no step': {standings, sent: []}};
	assert.deepEqual(progressOf(begun).seen, {...kept, a: {standings, sent: ['add', 'remove']}});
	assert.deepEqual(progressOf([...begun, {type: 'done', at, step: 'a'}]).seen, kept);
	assert.deepEqual(progressOf([...begun, {type: 'refused', at, step: 'a'}]).seen, kept);
	assert.deepEqual(progressOf([...begun, {type: 'started', at, step: 'b'}]).seen, kept);
});

test('a switch of the active project is open until it is put back', () => {
	const [from, to, other] = ['from', 'to', 'other'].map(id => ({id, name: id}));
	assert.ok(from && to && other);
	const first: JournalEntry = {type: 'switched', at, from, to};
	assert.deepEqual(progressOf([first]).switched, {from, to});
	assert.deepEqual(progressOf([first, {type: 'switched', at, from, to: other}]).switched, {from, to: other});
	assert.equal(progressOf([first, {type: 'restored', at}]).switched, undefined);
});
