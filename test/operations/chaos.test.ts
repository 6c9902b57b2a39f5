import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {parseChaosRule} from '../../source/sandbox/chaos/chaos-rule.ts';
import {makeDisturbance} from '../../source/sandbox/chaos/disturb.ts';
import {systemRandom} from '../../source/system/random.ts';
import {aWorkshop, run} from './a-workshop.ts';
import {serviceWith, type Way} from './access/a-rival.ts';
import {type Course, type CourseName, courses} from './courses.ts';
import {endCourse} from './end-course.ts';
import {statesOf} from './invariants.ts';

const workshop = await aWorkshop({after});
const {projects, clock, reachBy, interceptWith, passOn, service} = workshop;
// The network is a part of some faults only, and makes each request twice as dear.
reachBy('call');
const {truth, begin} = courses(workshop);
const chosen = await service.portal.setActiveProject(projects.active.id);
assert.ok(chosen.ok);

/** Runs a course and lists its requests, by their methods. */
const cleanRun = async (name: CourseName, way: Way) => {
	const course = await begin(name);
	const methods: string[] = [];
	interceptWith(async (request, next) => {
		methods.push(request.method);
		return serviceWith(way)(request, next);
	});
	const ran = await run(course.start());
	passOn();
	const end = await endCourse(workshop, course, ran, {way: 'resume', where: `${name} without a fault`});
	assert.equal(end, 'done');
	await workshop.clear();
	return methods;
};

/** Time stands still but for a request that is slow: while it waits, so much time passes for the one who asks. */
const slowly = {
	async sleep(ms: number, signal?: AbortSignal) {
		clock.advance(ms);
		await new Promise<never>((_, reject) => {
			if (signal?.aborted) reject(signal.reason);
			signal?.addEventListener('abort', () => reject(signal.reason), {once: true});
		});
	},
};

type Disturb = ReturnType<typeof makeDisturbance>;

/** Calls the course off while its request number `at` is held, before or after it had its effect; then time passes. */
const callingOff = (disturb: Disturb, stop: AbortController, at: number, isDone: boolean): Disturb => {
	let count = 0;
	const callOff = () => {
		stop.abort();
		// What must not be called off, such as putting the active project back, is held to its time limit.
		clock.advance(60_000);
	};
	return async (request, next) => {
		const isTarget = count === at;
		count += 1;
		if (isTarget && !isDone) setImmediate(callOff);
		return disturb(request, async passed => {
			const response = await next(passed);
			if (isTarget && isDone) setImmediate(callOff);
			return response;
		});
	};
};

type Round = {
	readonly effect: string;
	readonly name: CourseName;
	readonly serviceWay: Way;
	readonly at: number;
	readonly method: string;
	readonly way: 'resume' | 'undo';
};

const isCalledOff = (effect: string) => effect.startsWith('hold');

/** Whether a GET that meets the effect is tried again. */
const isTriedAgain = (effect: string) => /^(?:status=(?:429|50)|drop|truncate)/u.test(effect);

/** Whether an effect is one of the connection, or of what comes over it. */
const isOfNetwork = (effect: string) => /^(?:drop|truncate|redirect|gzip-bomb|huge|slow|hold)/u.test(effect);

/** Runs a course whose request number `at` meets the effect, and with a GET the two that are sent in its place. */
const round = async ({effect, name, serviceWay, at, method, way}: Round) => {
	const times = method === 'GET' && isTriedAgain(effect) ? 3 : 1;
	const text = `* * ${effect} after=${at} times=${times}`;
	const where = `${name} by ${serviceWay} under --chaos '${text}'`;
	const rule = parseChaosRule(text);
	assert.ok(rule.ok, where);
	const disturb = makeDisturbance({
		rules: [rule.value],
		latencyMs: 0,
		clock: slowly,
		random: systemRandom,
		origin: workshop.origin,
	});
	const course: Course = await begin(name);
	const sessionBefore = service.session();
	const stop = new AbortController();
	let posts = 0;
	const between = isCalledOff(effect) ? callingOff(disturb, stop, at, effect.includes('done')) : disturb;
	interceptWith(async (request, next) => {
		if (request.method === 'POST' && new URL(request.url).pathname === '/iam/v1/tokens') posts += 1;
		return between(request, async passed => serviceWith(serviceWay)(passed, next));
	});
	if (isOfNetwork(effect)) reachBy('network');
	// On the tests' clock a wait that can be called off lasts until somebody does.
	const ran = await run(course.start(isCalledOff(effect) ? stop.signal : undefined));
	reachBy('call');
	interceptWith(serviceWith(serviceWay));
	// Only a refusal that says when to come back, or asks for a sign-in, is known to have had no effect.
	const isSentAgain = at === 0 && /^status=(?:401|429)/u.test(effect);
	assert.ok(name !== 'create' || posts <= (isSentAgain ? 2 : 1), `${where}: ${posts} registrations sent`);
	const end = await endCourse(workshop, course, ran, {way, where});
	passOn();
	assert.ok(!Object.values(await statesOf(workshop)).includes('interrupted'), where);
	assert.deepEqual(await workshop.leftOvers(), [], where);
	// A session that was renewed begins with an active project of its own.
	if (service.session() === sessionBefore) {
		assert.equal((await truth.session())?.record.activeProjectId, projects.active.id, where);
	} else {
		await service.portal.setActiveProject(projects.active.id);
	}
	await workshop.clear();
	return end;
};

/** What a request of a create, a change of access or a delete can meet, each fault at each request once; `faults.ts` has those of the other workflows. */
const effects = [
	'status=400',
	'status=401',
	'status=403',
	'status=404',
	'status=429',
	'status=429 retry-after=2',
	'status=429 retry-after=90',
	'status=503',
	'status=503 done',
	'drop-before',
	'drop-after',
	'truncate',
	'html',
	'html done',
	'html=404',
	'not-json',
	'wrong-json',
	'redirect',
	'gzip-bomb',
	'huge',
	'slow=60000',
	'hold',
	'hold done',
] as const;

const changes: readonly CourseName[] = ['set-policy', 'add-principal', 'remove-principal'];
const byToken = new Map<CourseName, readonly string[]>();
for (const name of ['create', ...changes, 'delete'] as const) {
	byToken.set(name, await cleanRun(name, 'a project-scoped token'));
}
// A test begins while a file that waits is still being read: what is listed has to be listed before the first.
const createByActiveProject = await cleanRun('create', 'the active project');

for (const [index, effect] of effects.entries()) {
	test(`create, grant and delete that meet ${effect} at any request say how it is, and end whole`, async () => {
		let open = 0;
		const change = changes[index % changes.length] ?? 'set-policy';
		for (const name of ['create', change, 'delete'] as const) {
			for (const [at, method] of (byToken.get(name) ?? []).entries()) {
				const way = (index + at) % 2 === 0 ? 'resume' : 'undo';
				const serviceWay = 'a project-scoped token';
				const end = await round({effect, name, serviceWay, at, method, way});
				if (end === 'open') open += 1;
			}
		}
		assert.ok(open > 0 || effect === 'status=401' || effect.includes('retry-after=2'), 'it did no harm');
	});
}

test('a delete that is answered with 404, and whose token can not be looked for then, is not said to be done', async () => {
	for (const [words, kept] of [
		['status=503', 'service-failed'],
		['not-json', 'unreadable'],
	] as const) {
		const rules = ['DELETE /iam/v1/tokens/* status=404 times=1', `GET /iam/v1/tokens/* ${words} times=3`];
		const disturb = makeDisturbance({
			rules: rules.map(text => {
				const rule = parseChaosRule(text);
				assert.ok(rule.ok, text);
				return rule.value;
			}),
			latencyMs: 0,
			clock: slowly,
			random: systemRandom,
			origin: workshop.origin,
		});
		const course = await begin('delete');
		interceptWith(disturb);
		const ran = await run(course.start());
		passOn();
		assert.equal(ran.outcome.kind === 'stopped' && ran.outcome.failure.kind, kept);
		assert.equal(await endCourse(workshop, course, ran, {way: 'resume', where: rules.join(' ')}), 'open');
		await workshop.clear();
	}
});

const effectsByActiveProject = [
	'status=403',
	'status=503 done',
	'drop-before',
	'truncate',
	'hold done',
] as const;

for (const [index, effect] of effectsByActiveProject.entries()) {
	test(`create and grant by way of the active project that meet ${effect} say how it is, and end whole`, async () => {
		const serviceWay = 'the active project';
		const change = changes[index % changes.length] ?? 'set-policy';
		const met = new Map([
			// It has so many requests that each meets one of the effects only.
			['create', (at: number) => at % effectsByActiveProject.length === index],
			[change, () => true],
		] as const);
		for (const [name, meets] of met) {
			const methods = name === 'create' ? createByActiveProject : await cleanRun(name, serviceWay);
			for (const [at, method] of methods.entries()) {
				const way = (index + at) % 2 === 0 ? 'resume' : 'undo';
				if (meets(at)) await round({effect, name, serviceWay, at, method, way});
			}
		}
	});
}
