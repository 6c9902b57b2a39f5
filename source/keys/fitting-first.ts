import type {Algorithm} from './algorithms.ts';

/** Orders the algorithms that fit a key: the one that was chosen before first, where it is among them. */
export const fittingFirst = (fitting: readonly Algorithm[], chosen: Algorithm): readonly Algorithm[] =>
	fitting.toSorted((one, other) => Number(other === chosen) - Number(one === chosen));
