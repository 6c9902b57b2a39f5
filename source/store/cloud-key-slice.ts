import {kmsDeps} from '../operations/kms-deps.ts';
import {currentKeyChoice} from './key-choice-slice.ts';
import type {Slice} from './slice.ts';

export type CloudKeyState = {
	/** Goes to the fields that take a key in a cloud. */
	readonly beginCloudKey: () => void;
	readonly editCloudKey: (text: string) => void;
	readonly editCloudProfile: (text: string) => void;
	/** Asks the cloud's own tool for the key that was named, and has it sign once. */
	readonly findCloudKey: () => Promise<void>;
	/** Ends the asking; false where nothing was asked. */
	readonly stopFindingCloudKey: () => boolean;
};

/** Makes the part of the state that is about a key in a cloud. */
export const cloudKeySlice: Slice<CloudKeyState> = (_set, get, core) => {
	const current = () => currentKeyChoice(get);
	let asking: AbortController | undefined;
	return {
		beginCloudKey() {
			current().edit({keyView: 'cloud', cloudField: 'key', keyProblem: undefined});
		},
		editCloudKey(cloudKey) {
			current().edit({cloudKey, keyProblem: undefined});
		},
		editCloudProfile(cloudProfile) {
			current().edit({cloudProfile, keyProblem: undefined});
		},
		async findCloudKey() {
			const {now, edit} = current();
			const {cloudKey: reference, cloudProfile: profile, algorithm, isReadingKey} = now();
			if (isReadingKey) return;
			const own = new AbortController();
			asking = own;
			const {era} = core;
			edit({isReadingKey: true, keyProblem: undefined});
			const {findCloudKey} = await core.engine();
			const wish = {reference, profile, algorithm};
			const found = await findCloudKey(wish, kmsDeps(core.paths, core.effects), own.signal);
			// Something else may be chosen meanwhile.
			const {keyView, isReadingKey: isWaiting} = now();
			if (asking !== own || own.signal.aborted || era !== core.era || keyView !== 'cloud' || !isWaiting)
				return;
			edit({isReadingKey: false, ...(found.ok ? {brought: found.value} : {keyProblem: found.error})});
		},
		stopFindingCloudKey() {
			const {now, edit} = current();
			const {isReadingKey} = now();
			asking?.abort();
			asking = undefined;
			if (isReadingKey) edit({isReadingKey: false});
			return isReadingKey;
		},
	};
};
