import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {finishQuarantine} from '../../../source/operations/quarantine/finish-quarantine.ts';
import {undoQuarantine} from '../../../source/operations/quarantine/undo-quarantine.ts';
import {bundleFixture} from '../../fixtures/bundle-fixture.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertOver} from '../invariants.ts';
import {runKilled} from '../run-killed.ts';
import {aQuarantine, type Ending, takeUpQuarantine} from './a-quarantine.ts';

const base = await mkdtemp(join(tmpdir(), 'kill-quarantine-'));
after(async () => rm(base, {recursive: true, force: true}));
const workshop = await aWorkshop({after});

let program = '';
before(async () => {
	program = await bundleFixture('create-child', base);
});

const changes = ({method, url}: Request) =>
	method !== 'GET' && !url.endsWith('/sts/create-project-scoped-token') && !url.endsWith('/oauth2/token');

type Row = {
	readonly ending: Ending;
	/** What the program was about to do, or had just done, in the order in which it does it. */
	readonly steps: readonly string[];
};

const rows: readonly Row[] = [
	{
		ending: 'swap',
		steps: [
			'take it out of Alpha',
			'take it out of Beta',
			'swap its key',
			'add it to Alpha',
			'set its rights in Alpha',
			'add it to Beta',
		],
	},
	{ending: 'delete', steps: ['take it out of Alpha', 'take it out of Beta', 'delete it']},
];

const swapAt = 2;

const killsOf = ({ending, steps}: Row) => [
	...(ending === 'swap' ? [{ending, at: 0, moment: 'before', way: 'resumed', title: steps[0]} as const] : []),
	{ending, at: swapAt, moment: 'before', way: 'taken back', title: steps[swapAt]} as const,
	...steps.map((title, at) => ({ending, at, moment: 'after', way: 'resumed', title}) as const),
	...steps.flatMap((title, at) =>
		at % 2 === 0 && (at > 0 || ending === 'swap')
			? [{ending, at, moment: 'after', way: 'taken back', title} as const]
			: [],
	),
];

for (const {ending, at, moment, way, title} of rows.flatMap(killsOf)) {
	test(`a quarantine with ${ending} that is killed ${moment} the step "${title}" and ${way} leaves no leaked key with rights`, async () => {
		const quarantine = await aQuarantine(workshop);
		const {tokenId, before: state, newPair} = quarantine;
		const pem = newPair.privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
		const job = {quarantine: {tokenId, before: state, ...(ending === 'swap' && {pem})}};
		const whileHeld = async () => {
			const isSwapNow = at === swapAt && (moment === 'before' || ending === 'swap');
			if (isSwapNow) assert.deepEqual(await quarantine.placesNow(), {}, 'its rights go first');
		};
		await runKilled(workshop, program, job, {at, moment, counts: changes, whileHeld});
		assert.equal(await quarantine.isNewKeyHere(), ending === 'swap');
		const operation = await takeUpQuarantine(workshop);
		const {id} = operation.intent;
		const isGone = ending === 'delete' && at === swapAt && moment === 'after';
		const isSwapped = ending === 'swap' && (at > swapAt || (at === swapAt && moment === 'after'));
		if (way === 'resumed') {
			const {outcome} = await run(finishQuarantine(quarantine.deps, operation));
			assert.ok(outcome.kind === 'quarantined', JSON.stringify(outcome));
			assert.equal(outcome.oldKey, 'refused');
			await (ending === 'swap' ? quarantine.assertSwapped() : quarantine.assertDeleted());
			await assertOver(workshop, id, 'finished');
		} else {
			const {outcome} = await run(undoQuarantine(quarantine.deps, operation));
			assert.equal(outcome.kind, isGone || isSwapped ? 'too-late' : 'undone', JSON.stringify(outcome));
			if (isGone) await quarantine.assertDeleted();
			else if (isSwapped) await quarantine.assertSwapped();
			else await quarantine.assertUntouched();
			await assertOver(workshop, id, isGone || isSwapped ? 'finished' : 'undone');
		}
		assert.ok((await workshop.tokensNow()).length <= 1, 'never two tokens');
		await workshop.clear();
	});
}
