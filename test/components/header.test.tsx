import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {Header} from '../../source/components/header.tsx';
import {cells} from '../../source/text/cells.ts';
import {sanitise} from '../../source/text/sanitise.ts';
import {renderAt} from '../render-at.tsx';

const frameOf = (props: Parameters<typeof Header>[0]) => {
	const app = renderAt(props.columns, 5, <Header {...props} />);
	const frame = app.lastFrame();
	app.unmount();
	return frame;
};

test('a wide window shows the way, the environment, the project and the user', () => {
	const frame = frameOf({
		columns: 80,
		crumbs: ['Tokens', 'New token'],
		environment: 'sandbox',
		project: 'Acme',
		user: 'a@b.c',
	});
	assert.match(frame, /^ pat-tui {2}Tokens › New token +sandbox {2}Acme {2}a@b\.c$/);
});

test('a narrow one shows where one is, the environment and the project', () => {
	const frame = frameOf({
		columns: 60,
		crumbs: ['Tokens', 'New token'],
		environment: 'dev',
		project: 'Acme',
		user: 'a@b.c',
	});
	assert.match(frame, /^ New token +dev {2}Acme$/);
});

test('the environment whose tokens are real is written as no other is', () => {
	const frame = frameOf({columns: 60, crumbs: ['New token'], environment: 'prod', project: 'Acme'});
	assert.match(frame, /^ New token {2,}PROD {3}Acme$/);
	const override = frameOf({columns: 60, crumbs: ['New token'], environment: 'prod (override)'});
	assert.match(override, /^ New token +prod \(override\)$/);
});

test('of a long host the end is shown, and that it is an override', () => {
	const environment = 'api.portal.affinidi.com.a-host-of-somebody-else.example (override)';
	const frame = frameOf({columns: 80, crumbs: ['Tokens'], environment, project: 'Acme', user: 'a@b.c'});
	assert.match(frame, /^ pat-tui {2}Tokens +…[\w.-]*somebody-else\.example \(override\)/);
});

test('a step stands where project and user would', () => {
	assert.match(
		frameOf({columns: 60, crumbs: ['New token'], right: 'step 3 of 5', project: 'Acme'}),
		/^ New token +step 3 of 5$/,
	);
});

test('a long way is cut before the project is', () => {
	const frame = frameOf({
		columns: 60,
		crumbs: ['x'.repeat(200)],
		environment: 'sandbox',
		project: 'Acme Production',
	});
	assert.match(frame, /^ x+… {2}sandbox {2}Acme Production$/);
});

test('the header is one line and fits, whatever names are in it', () => {
	const name = fc.string({unit: 'grapheme', maxLength: 150}).map(text => sanitise(text));
	fc.assert(
		fc.property(
			name,
			name,
			name,
			fc.constantFrom('sandbox', 'prod', `${'a'.repeat(60)}.example (override)`),
			fc.integer({min: 60, max: 120}),
			(token, project, user, environment, columns) => {
				const frame = frameOf({columns, crumbs: ['Tokens', token], environment, project, user});
				assert.equal(frame.split('\n').length, 1);
				assert.ok(cells(frame) <= columns);
				assert.match(frame, /sandbox|PROD|\.example \(override\)/);
			},
		),
		{numRuns: 50},
	);
});
