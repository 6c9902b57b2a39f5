import {makeOperations} from '../../../source/operations/operations.ts';
import type {Workflow} from '../../../source/operations/step.ts';
import {systemProcesses} from '../../../source/system/processes.ts';
import {systemRandom} from '../../../source/system/random.ts';
import {run, type Workshop} from '../a-workshop.ts';
import type {aCrowd} from './a-crowd.ts';

/** The operations of a program that will be found dead: what it owns anybody may take up once it has stopped. */
export const mortalOperations = ({folders, clock}: Workshop) =>
	makeOperations(folders.operations, {
		clock,
		random: systemRandom,
		processes: {...systemProcesses, self: () => ({pid: 2 ** 30, started: '0', boot: 'another'})},
	});

/** At which request a program stops for good, counted from 0, and whether it has had its effect by then. */
export type Death = {
	readonly at: number;
	readonly moment: 'before' | 'after';
	readonly counts?: (request: Request) => boolean;
};

/** Runs a workflow until it dies at a request; the outcome where it ends before that. */
export const runUntilDeath = async <Outcome>(
	crowd: ReturnType<typeof aCrowd>,
	workflow: Workflow<Outcome>,
	{at, moment, counts = () => true}: Death,
): Promise<Outcome | 'dead'> => {
	let count = 0;
	let die: (how: 'dead') => void = () => {};
	const death = new Promise<'dead'>(resolve => {
		die = resolve;
	});
	crowd.watch(async (request, next) => {
		if (!counts(request)) return next(request);
		count += 1;
		if (count !== at + 1) return next(request);
		if (moment === 'after') await next(request);
		die('dead');
		return new Promise<never>(() => {});
	});
	const ended = await Promise.race([death, run(workflow)]);
	crowd.watch();
	return ended === 'dead' ? ended : ended.outcome;
};
