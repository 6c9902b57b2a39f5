import assert from 'node:assert/strict';
import {test} from 'node:test';
import {SignsProvider} from '../../source/components/signs-context.tsx';
import {type Step, Steps} from '../../source/components/steps.tsx';
import {renderAt} from '../render-at.tsx';

const steps: readonly Step[] = [
	{id: 'key', label: 'Make a new key', status: 'done', time: '0.1 s'},
	{id: 'post', label: 'Create the token', status: 'failed', time: '12 ms', detail: 'HTTP 500'},
	{id: 'grant', label: 'Give it rights', status: 'waiting'},
	{id: 'try', label: 'Try it', status: 'skipped'},
];

const frameOf = (ascii: boolean, columns: number, shown = steps) => {
	const app = renderAt(
		columns,
		10,
		<SignsProvider ascii={ascii}>
			<Steps steps={shown} columns={columns} />
		</SignsProvider>,
	);
	const frame = app.lastFrame();
	app.unmount();
	return frame.split('\n').map(line => line.trimEnd());
};

test('each step shows by a sign how it went, its time and what there is to say', () => {
	assert.deepEqual(frameOf(false, 60), [
		'✓  1 Make a new key    0.1 s',
		'✗  2 Create the token  12 ms  HTTP 500',
		'·  3 Give it rights',
		'-  4 Try it',
	]);
});

test('the signs have twins in ASCII', () => {
	assert.deepEqual(
		frameOf(true, 60).map(line => line[0]),
		['v', 'x', '.', '-'],
	);
});

test('a step takes one line even where there is little room', () => {
	const long = steps.map(step => ({...step, label: step.label.repeat(5), detail: 'detail '.repeat(20)}));
	const lines = frameOf(false, 58, long);
	assert.equal(lines.length, 4);
	assert.match(lines[0] ?? '', /…/);
});

test('a running step turns, and stops turning when it is done', async () => {
	const running: readonly Step[] = [{id: 'key', label: 'Make a key', status: 'running'}];
	const done: readonly Step[] = [{id: 'key', label: 'Make a key', status: 'done'}];
	const app = renderAt(60, 10, <Steps steps={running} columns={60} />);
	const first = app.lastFrame();
	assert.match(first, /^⠋ {2}1 Make a key/);
	await app.until(frame => frame !== first);
	app.rerender(<Steps steps={done} columns={60} />);
	await app.until(frame => frame.startsWith('✓'));
	app.unmount();
});
