import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {recordOf} from '../../source/api/token.ts';
import {projectLabel} from '../../source/store/projects-slice.ts';
import {cells} from '../../source/text/cells.ts';
import {anyCharacter} from '../any-character.ts';
import {answering} from '../store/a-store.ts';
import {type AnApp, anApp} from './an-app.tsx';

const json = (body: unknown) => async () => Response.json(body);

const nasty = fc.oneof(
	fc.string({unit: anyCharacter, maxLength: 40}),
	fc.string({unit: 'grapheme', maxLength: 60}),
	fc
		.array(
			fc.constantFrom(
				'\u001B[31m',
				'\u001B[2J',
				'\u001B]0;title\u0007',
				'\u001B]8;;http://x\u0007',
				'\u009B1A',
				'\r\n',
				'\t',
				'\u0000',
				'\u202E',
				'\u2066',
				'\u200D',
				'\u2028',
				'\uFEFF',
				'\uD800',
				'日本語',
				'👩‍👩‍👧‍👦',
				'é\u0301\u0301\u0301\u0301',
				'\u{E0041}',
				'name ',
			),
			{maxLength: 12},
		)
		.map(parts => parts.join('')),
	fc.constantFrom(
		'a'.repeat(100_000),
		'界'.repeat(100_000),
		'e\u0301'.repeat(50_000),
		`\u001B[2J${'x'.repeat(5000)}`,
		'',
	),
);

const sizes: readonly [Size, Size] = [
	[100, 30],
	[60, 20],
];
type Size = readonly [columns: number, rows: number];

const assertHarmlessAt = (app: AnApp, [columns, rows]: Size, where: string) => {
	const lines = app.lastFrame().split('\n');
	assert.equal(lines.length, rows, where);
	for (const line of lines) {
		assert.ok(cells(line) <= columns, `${where}: ${cells(line)} cells in ${columns}: ${line}`);
		// The joiners inside an emoji are what makes it one.
		const apart = line.replace(/(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?)\u200D/gu, '');
		assert.doesNotMatch(apart, /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u, where);
	}
	assert.match(app.lastFrame(), / (quit|help|commands|close|\(twice\))\s*$/, `${where}: the footer is gone`);
};

/** Makes what asserts that what is drawn is as large as the window and holds nothing that a terminal would obey. */
const watchOver = (app: AnApp) => {
	let [now, next] = sizes;
	return async (where: string) => {
		await app.settled();
		// As it has the last size already; each drawing costs more than what is asserted of it.
		assertHarmlessAt(app, now, where);
		[now, next] = [next, now];
		await app.resizeTo(...now);
		assertHarmlessAt(app, now, where);
	};
};

test('whatever a token, a project or a policy is called, no screen is harmed by it', async t => {
	const app = await anApp(t);
	const assertHarmless = watchOver(app);
	await app.signIn();
	const {makeToken, state} = app;
	const raw = recordOf(await makeToken('ci-deploy-prod'));
	assert.ok(typeof raw === 'object');
	const {id} = state().tokens.items[0] ?? {id: ''};
	await fc.assert(
		fc.asyncProperty(nasty, nasty, async (name, other) => {
			const policy = {
				version: '2022-12-15',
				statement: [{principal: [other], action: [other], resource: [other], effect: 'Allow'}],
			};
			const project = {id: 'p', name: other, description: other, policy, createdAt: other, raw: {}};
			app.interceptWith(async (request, next) => {
				const {pathname} = new URL(request.url);
				const tokens = [
					{...raw, name},
					{
						id: other,
						name: other,
						ari: other,
						scopes: [other],
						authenticationMethod: {signingAlgorithm: other},
					},
				];
				const answers = [
					answering('GET', /\/tokens$/, json({tokens})),
					answering('GET', /\/tokens\/.*\/projects$/, json({projects: [project]})),
					answering('DELETE', /\/tokens\//, async () =>
						Response.json({name: other, message: other, httpStatusCode: 403, traceId: other}, {status: 403}),
					),
				];
				const match =
					answers[
						[/\/tokens$/, /\/tokens\/.*\/projects$/, /\/tokens\/[^/]*$/].findIndex(path =>
							path.test(pathname),
						)
					];
				return match ? match(request, next) : next(request);
			});
			app.store.setState({
				activeProject: project,
				projects: {status: 'ready', items: [project, {...project, id: 'q'}]},
			});
			state().restart({name: 'tokens'});
			await state().loadTokens();
			assert.equal(state().tokens.status, 'fresh');
			await assertHarmless('list');
			state().go({name: 'token', tokenId: id});
			await state().loadDetail(id);
			await assertHarmless('token');
			state().beginDelete(id);
			state().replace({name: 'delete', tokenId: id});
			await assertHarmless('delete');
			await state().startDelete({tokenId: id, name, removeKeys: []});
			state().replace({name: 'run'});
			await assertHarmless('run');
			state().replace({name: 'operations'});
			await assertHarmless('operations');
			await state().undoOperation(state().interrupted[0]?.id ?? '');
			state().beginExport(id);
			state().replace({name: 'export', tokenId: id});
			await assertHarmless('export');
			state().chooseFormat('env');
			await assertHarmless('export to a file');
			state().beginDraft();
			state().editDraft({name: name.slice(0, 3000), page: 'name'});
			state().replace({name: 'create'});
			await assertHarmless('name');
			state().editDraft({page: 'permissions'});
			await assertHarmless('permissions');
			state().editDraft({page: 'review'});
			await assertHarmless('review');
			state().replace({name: 'setup-project'});
			await assertHarmless('setup');
			for (const reach of [
				() => state().replace({name: 'projects'}),
				state().askActivation,
				() => state().beginRename({...project, id: other}),
				() => state().openSwitcher(),
			]) {
				app.store.setState({
					activeProject: project,
					projects: {status: 'ready', items: [project, {...project, id: other}]},
				});
				reach();
				await assertHarmless(JSON.stringify(state().routes.at(-1)));
			}
			state().say(`The active project is now ${projectLabel(project)}`);
			await assertHarmless('the message about a project');
			state().dropActivation();
			app.store.setState({projectForm: undefined});
			state().dropDraft();
		}),
		{numRuns: 12},
	);
});
