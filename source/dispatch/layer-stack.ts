import type {Layer} from './dispatch.ts';

/** The layers that are listening now. A layer's place is drawn before it begins to listen, so that parents lie below their children. */
export type LayerStack = {
	/** Draws the next place; higher places lie above lower ones. */
	readonly place: () => number;
	/** Puts a layer, or its newer version, in its place. */
	readonly put: (place: number, layer: Layer) => void;
	readonly remove: (place: number) => void;
	/** The layers from the top one down. */
	readonly layers: () => readonly Layer[];
};

/** Makes an empty stack of layers. */
export const makeLayerStack = (): LayerStack => {
	const byPlace = new Map<number, Layer>();
	let next = 0;
	return {
		place: () => next++,
		put: (place, layer) => {
			byPlace.set(place, layer);
		},
		remove: place => {
			byPlace.delete(place);
		},
		layers: () =>
			[...byPlace]
				.sort(
					([a, one], [b, other]) => Number(other.isFront ?? false) - Number(one.isFront ?? false) || b - a,
				)
				.map(([, layer]) => layer),
	};
};
