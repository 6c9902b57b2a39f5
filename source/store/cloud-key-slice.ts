import {kmsDeps} from '../operations/kms-deps.ts';
import type {CreateDraft} from './draft-slice.ts';
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

/** Makes the part of the state that is about a key in a cloud for a new token. */
export const cloudKeySlice: Slice<CloudKeyState> = (_set, get, core) => {
	const edit = (change: Partial<CreateDraft>) => get().editDraft(change);
	let asking: AbortController | undefined;
	return {
		beginCloudKey() {
			edit({keyView: 'cloud', cloudField: 'key', keyProblem: undefined});
		},
		editCloudKey(cloudKey) {
			edit({cloudKey, keyProblem: undefined});
		},
		editCloudProfile(cloudProfile) {
			edit({cloudProfile, keyProblem: undefined});
		},
		async findCloudKey() {
			const {cloudKey: reference, cloudProfile: profile, algorithm, isReadingKey} = get().draft;
			if (isReadingKey) return;
			const own = new AbortController();
			asking = own;
			const {era} = core;
			edit({isReadingKey: true, keyProblem: undefined});
			const {findCloudKey} = await core.engine();
			const wish = {reference, profile, algorithm};
			const found = await findCloudKey(wish, kmsDeps(core.paths, core.effects), own.signal);
			// The draft may have gone on to something else meanwhile.
			const {keyView, isReadingKey: isWaiting} = get().draft;
			if (asking !== own || own.signal.aborted || era !== core.era || keyView !== 'cloud' || !isWaiting)
				return;
			edit({isReadingKey: false, ...(found.ok ? {brought: found.value} : {keyProblem: found.error})});
		},
		stopFindingCloudKey() {
			const {isReadingKey} = get().draft;
			asking?.abort();
			asking = undefined;
			if (isReadingKey) edit({isReadingKey: false});
			return isReadingKey;
		},
	};
};
