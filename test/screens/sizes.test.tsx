import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cells} from '../../source/text/cells.ts';
import {anApp, type Shown, showApp} from './an-app.tsx';
import {scenarios} from './scenarios.ts';

const sizes = [
	[100, 30],
	[80, 24],
	[60, 20],
] as const;

const assertFits = (app: Shown, columns: number, rows: number) => {
	const lines = app.lastFrame().split('\n');
	assert.equal(lines.length, rows);
	for (const line of lines) assert.ok(cells(line) <= columns, `${cells(line)} cells in ${columns}: ${line}`);
};

/** The lines between the two rules: header and footer are drawn by themselves. */
const bodyOf = (app: Shown) => app.lines().slice(2, -4);

for (const scenario of scenarios) {
	test(`a screen fills the window exactly and draws ASCII only where it must: ${scenario.name}`, async t => {
		const app = await anApp(t, scenario);
		await scenario.reach(app);
		await app.settled();
		const plain = await showApp(app, {ascii: true});
		for (const [columns, rows] of sizes) {
			await app.resizeTo(columns, rows);
			assertFits(app, columns, rows);
			assert.ok(
				bodyOf(app).some(line => line !== ''),
				'nothing is on the screen',
			);
			await plain.resizeTo(columns, rows);
			assertFits(plain, columns, rows);
			assert.doesNotMatch(plain.lastFrame(), /[^\n -~]/);
		}
		plain.unmount();
	});
}
