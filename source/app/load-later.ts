import {useEffect, useSyncExternalStore} from 'react';
import type {Later} from './later.tsx';

let loaded: Later | undefined;
const listeners = new Set<() => void>();

/** Loads what comes after the first frame, once. */
export const loadLater = async (): Promise<Later> => {
	if (loaded) return loaded;
	const {later} = await import('./later.tsx');
	loaded = later;
	for (const listener of listeners) listener();
	return later;
};

const subscribe = (listener: () => void) => {
	listeners.add(listener);
	return () => listeners.delete(listener);
};

/** Gives what comes after the first frame, once it is there. */
export const useLater = (): Later | undefined => {
	useEffect(() => void loadLater(), []);
	return useSyncExternalStore(subscribe, () => loaded);
};
