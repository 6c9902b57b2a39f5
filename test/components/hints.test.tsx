import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Hints} from '../../source/components/hints.tsx';
import {bindKeys} from '../../source/dispatch/keymap.ts';
import {renderAt} from '../render-at.tsx';

const bindings = bindKeys(
	[
		{id: 'open', keys: ['enter'], label: 'Open', group: 'Tokens', footer: true, run: () => {}},
		{
			id: 'delete',
			keys: ['d'],
			label: 'Delete',
			group: 'Tokens',
			footer: true,
			blockedBy: () => 'There is no token.',
			run: () => {},
		},
	],
	undefined,
);

test('a key that can not be used now is drawn, but not spoken', () => {
	const hints = (isSpoken: boolean) => {
		const app = renderAt(60, 10, <Hints bindings={bindings} columns={60} />, {isSpoken});
		const frame = app.lastFrame();
		app.unmount();
		return frame.trim();
	};
	assert.match(hints(false), /Enter open.* d delete/);
	assert.equal(hints(true), 'Keys: Enter open');
});
