import type {PlaceOutcome} from '../operations/access/change-place.ts';
import type {Workflow} from '../operations/step.ts';
import {sanitise} from '../text/sanitise.ts';
import type {AppState} from './app-store.ts';
import type {Core} from './core.ts';
import {stepFailure} from './failure.ts';
import type {Permissions, PlaceResult} from './permissions-slice.ts';

// How long what was applied can be taken back (ux, rule 6).
const takeBackMs = 15_000;

/** After these nothing else can be done either. */
const endsAll: ReadonlySet<string> = new Set(['session-ended', 'cancelled', 'offline', 'read-only']);

/** Makes what applies the changes of a token's permissions, one project after the other, and takes them back. */
export const makePermissionsRun = (
	get: () => AppState,
	edit: (change: Partial<Permissions>) => void,
	core: Core,
) => {
	let abort = new AbortController();
	let rounds = 0;

	const editResult = (at: number, change: Partial<PlaceResult>) => {
		const {results = []} = get().permissions ?? {};
		edit({results: results.map((each, index) => (index === at ? {...each, ...change} : each))});
	};

	const watch = async (at: number, workflow: Workflow<PlaceOutcome>): Promise<PlaceOutcome> => {
		for (;;) {
			const next = await workflow.next();
			if (next.done) return next.value;
			const {title, detail} = next.value;
			editResult(at, {detail: detail ?? title});
		}
	};

	const settle = (at: number, outcome: PlaceOutcome) => {
		const result = get().permissions?.results[at];
		if (!result) return;
		const {failure: _, operationId: __, detail: ___, ...rest} = result;
		const name = sanitise(result.change.project.name, {graphemes: 40});
		const settled: PlaceResult =
			outcome.kind === 'changed'
				? {...rest, status: 'done', ...(outcome.note !== undefined && {detail: outcome.note})}
				: {
						...rest,
						change: {...rest.change, from: outcome.at},
						status: outcome.failure.kind === 'conflict' ? 'conflict' : 'failed',
						failure: stepFailure(`${name} was not changed`, outcome.failure),
						...(outcome.operationId !== undefined && {operationId: outcome.operationId}),
					};
		const {results = []} = get().permissions ?? {};
		edit({results: results.map((each, index) => (index === at ? settled : each))});
	};

	/** Lets what was applied be taken back for a while. */
	const offerBack = () => {
		const mine = ++rounds;
		const {clock} = core.effects;
		edit({backUntil: clock.now() + takeBackMs});
		void clock.sleep(takeBackMs).then(() => {
			if (mine === rounds) edit({backUntil: undefined});
		});
	};

	const apply = async (items: readonly PlaceResult[], {isBack = false} = {}): Promise<void> => {
		const {permissions} = get();
		if (!permissions || permissions.isApplying) return;
		rounds += 1;
		abort = new AbortController();
		const {signal} = abort;
		const {era} = core;
		edit({
			page: 'apply',
			isApplying: true,
			isBack,
			backUntil: undefined,
			failure: undefined,
			results: items.map(each => (isOver(each) ? each : {...each, status: 'waiting'})),
		});
		get().say('');
		const [engine, {service, keyStore, operationsOf}] = await Promise.all([core.engine(), core.bench()]);
		const session = service.session();
		if (!session) {
			edit({isApplying: false, page: 'review'});
			get().say('Nobody is signed in, so nothing was sent.');
			return;
		}
		const {clock, random} = core.effects;
		const deps = {service, keyStore, operations: operationsOf(session), clock, random};
		for (const [at, item] of items.entries()) {
			if (isOver(item)) continue;
			editResult(at, {status: 'running'});
			const outcome = await watch(at, engine.retryPlace(deps, item.change, item.operationId, signal));
			// Of a user who was forgotten meanwhile nothing is shown any more, and nothing more is sent.
			if (era !== core.era) return;
			settle(at, outcome);
			if (outcome.kind === 'stopped' && endsAll.has(outcome.failure.kind)) {
				// Where the session is over, signing in again goes on from here.
				edit({failure: get().permissions?.results[at]?.failure});
				break;
			}
		}
		edit({isApplying: false});
		const done = get().permissions?.results.some(({status}) => status === 'done') ?? false;
		if (done && !isBack) offerBack();
		await Promise.all([get().loadDetail(permissions.tokenId), get().loadOperations()]);
	};

	return {
		apply,
		/** Sends back how it stood before, wherever it was changed. */
		async takeBack() {
			const {permissions} = get();
			if (!permissions || permissions.backUntil === undefined || permissions.isApplying) return;
			const done = permissions.results.filter(({status}) => status === 'done');
			await apply(
				done.map(({change, was}) => ({
					change: {...change, from: change.to, to: was},
					was: change.to,
					status: 'waiting',
				})),
				{isBack: true},
			);
		},
		/** Stops waiting; what was sent may still have happened. */
		cancel: () => abort.abort(),
	};
};

/** Whether nothing more is done about a change: it is made, or somebody else was quicker. */
const isOver = ({status}: PlaceResult) => status === 'done' || status === 'conflict';
