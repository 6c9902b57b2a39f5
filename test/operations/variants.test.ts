import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createToken} from '../../source/operations/token/create-token.ts';
import {variantTable} from '../../source/sandbox/variant-table.ts';
import {parseVariants} from '../../source/sandbox/variants.ts';
import {aWorkshop, run} from './a-workshop.ts';
import {allPairs, pairsOf} from './all-pairs.ts';
import {type Course, courses} from './courses.ts';
import {endCourse} from './end-course.ts';

const rows = allPairs(variantTable);

const textsOf = (row: (typeof rows)[number]) =>
	Object.entries(row).map(([name, value]) => `${name}=${value}`);

test('every two values of the table come together in a row, in few rows', () => {
	const met = new Set<string>();
	for (const row of rows) {
		const texts = textsOf(row);
		for (const [key, [one, other]] of pairsOf(variantTable))
			if (texts.includes(one) && texts.includes(other)) met.add(key);
	}
	assert.deepEqual(
		[...pairsOf(variantTable).keys()].filter(key => !met.has(key)),
		[],
	);
	assert.ok(rows.length >= 16 && rows.length <= 36, `${rows.length} rows`);
});

/** A token that keeps one key cannot get its own id as key id from a service that adds keys to those there are. */
const canNotBeKeyed = (row: (typeof rows)[number]) => row['keys'] === 'one' && row['patch'] === 'merge';

for (const [index, row] of rows.entries()) {
	const given = textsOf(row).join(' ');
	test(`sign-in, create, grant and delete say what is so: row ${index + 1}, ${given}`, async t => {
		const variants = parseVariants(textsOf(row));
		assert.ok(variants.ok);
		const workshop = await aWorkshop(t, undefined, variants.value);
		const {deps, projects, service, grants, anInput, reachBy, interceptWith, passOn} = workshop;
		reachBy('call');
		const {truth, create, begin, access, remove} = courses(workshop, {keepsRights: row['rights'] === 'kept'});
		assert.ok((await service.portal.setActiveProject(projects.active.id)).ok);

		const signedIn = await truth.session();
		assert.equal(signedIn?.user.sub, signedIn?.record.sub, given);
		assert.ok(signedIn?.record.sub, given);

		const holds = async (course: Course, what: string, way: 'resume' | 'undo', expected: string) => {
			const where = `${what} under ${given}`;
			const end = await endCourse(workshop, course, await run(course.start()), {way, where});
			assert.equal(end, expected, where);
			assert.equal((await truth.session())?.record.activeProjectId, projects.active.id, where);
			assert.deepEqual(await workshop.leftOvers(), [], where);
		};
		const cutAfter = (method: string, path: RegExp) => {
			let isCut = false;
			interceptWith(async (request, next) => {
				const response = await next(request);
				if (isCut || request.method !== method || !path.test(new URL(request.url).pathname)) return response;
				isCut = true;
				throw new TypeError('cut');
			});
		};

		if (canNotBeKeyed(row)) {
			await holds(await begin('create'), 'a create that the service can not take', 'undo', 'open');
			const {outcome} = await run(createToken(deps, await anInput({grants: []})));
			assert.ok(outcome.kind === 'stopped' && outcome.failure.kind === 'rejected', given);
			return;
		}

		const first = await create();
		await holds(first, 'a create', 'resume', 'done');
		const neighbour = first.made();
		assert.ok(neighbour);
		const neighbourPlaces = await truth.placesOf(neighbour.id);
		assert.equal(Object.keys(neighbourPlaces).length, grants.length, given);

		cutAfter('POST', /\/iam\/v1\/tokens$/u);
		const second = await create();
		await holds(second, 'a create whose reply is lost', 'resume', 'done');
		const token = second.made();
		assert.ok(token);

		interceptWith(async (request, next) =>
			request.method === 'PUT' ? Response.json({name: 'UnexpectedError'}, {status: 503}) : next(request),
		);
		const refused = await begin('create');
		const ran = await run(refused.start());
		passOn();
		const where = `a create whose rights can not be set, under ${given}`;
		assert.equal(await endCourse(workshop, refused, ran, {way: 'undo', where}), 'open');

		await holds(await access('set-policy', token), 'a new policy', 'undo', 'done');
		await holds(await access('add-principal', token), 'a new membership', 'undo', 'done');
		cutAfter('DELETE', /\/principals\//u);
		await holds(await access('remove-principal', token), 'a membership taken away', 'resume', 'done');
		passOn();

		// The service forgets the session: the program has to notice, whatever it is told.
		for (const id of await truth.state.sessions.ids()) await truth.state.sessions.remove(id);
		const again = await begin('create');
		const renewed = await run(again.start());
		const ended = `a create without a session, under ${given}`;
		assert.equal(await endCourse(workshop, again, renewed, {way: 'resume', where: ended}), 'done');
		assert.ok((await service.portal.setActiveProject(projects.active.id)).ok);

		cutAfter('DELETE', /\/iam\/v1\/tokens\//u);
		await holds(await remove(token), 'a delete whose reply is lost', 'resume', 'done');
		passOn();
		assert.deepEqual(await truth.placesOf(neighbour.id), neighbourPlaces, given);
		await holds(await remove(neighbour), 'a delete', 'resume', 'done');
	});
}
