import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Notice} from '../../source/components/notice.tsx';
import {SignsProvider} from '../../source/components/signs-context.tsx';
import {renderAt} from '../render-at.tsx';

const frameOf = (props: Parameters<typeof Notice>[0], ascii = false) => {
	const app = renderAt(
		60,
		10,
		<SignsProvider ascii={ascii}>
			<Notice {...props} />
		</SignsProvider>,
	);
	const frame = app.lastFrame();
	app.unmount();
	return frame;
};

test('an error has four lines: what failed, what was said, what it means, what to press', () => {
	assert.equal(
		frameOf({
			what: 'Create the token',
			said: 'HTTP 500, trace 5f1c',
			means: 'The service is ill.',
			press: 'r  try again',
		}),
		'✗ Create the token\n  HTTP 500, trace 5f1c\n  The service is ill.\n  r  try again',
	);
});

test('lines that have nothing to say are left out, and the sign says how grave it is', () => {
	assert.equal(frameOf({what: 'Saved', tone: 'success'}), '✓ Saved');
	assert.equal(frameOf({what: 'Careful', tone: 'warning'}), '! Careful');
	assert.equal(frameOf({what: 'Broken'}, true), 'x Broken');
});
