import type {Algorithm} from '../keys/algorithms.ts';
import type {KeyTool} from '../keys/key-recipes.ts';
import type {KeyLink} from '../keys/key-record.ts';
import type {BroughtKey} from '../keys/read-public-key.ts';

/** A public key that somebody brought, as it was recognised. */
export type Brought = {
	readonly key: BroughtKey;
	/** The absolute path of its file; undefined when it was pasted. */
	readonly file: string | undefined;
	/** Whether a private key was brought, of which this is the public half. */
	readonly isHalf: boolean;
	/** Where its private half can be signed with, for a key in a cloud. */
	readonly link?: KeyLink;
	/** The absolute path of its private key, where that is known. */
	readonly privateFile?: string;
};

/** Where the key of a token comes from, as far as it was chosen: for a new token, or in place of the key that it has. */
export type KeyChoice = {
	/** What the files of a key that is made by hand are called after. */
	readonly name: string;
	readonly algorithm: Algorithm;
	/** Whether the key pair is made here, or a public key was brought. */
	readonly keyOrigin: 'new' | 'brought';
	/** How far a pair is that is made here while one goes on. */
	readonly keyStatus: 'none' | 'making' | 'ready' | 'failed';
	/** What is shown: where the key may come from, the commands that make one, the field that takes one, or those for one in a cloud. */
	readonly keyView: 'sources' | 'recipe' | 'bring' | 'cloud';
	/** What was shown before one went back to where the key may come from. */
	readonly leftKeyView: 'recipe' | 'bring' | 'cloud' | undefined;
	/** Whether the key that is to be brought is made by the commands that were shown. */
	readonly isOwnMake: boolean;
	readonly keyTool: KeyTool;
	readonly isForWindows: boolean;
	readonly brought: Brought | undefined;
	/** Whether it is noted where the private key of what was brought is, to sign with it from here. */
	readonly linksKey: boolean;
	/** The path that is being typed, and the names that it could go on with. */
	readonly keyFile: string;
	readonly keyNames: readonly string[];
	/** The key in a cloud that is being typed, its profile, and which of the two fields has the focus. */
	readonly cloudKey: string;
	readonly cloudProfile: string;
	readonly cloudField: 'key' | 'profile';
	readonly isReadingKey: boolean;
	/** Why what was brought is no key that can be used, and what to do. */
	readonly keyProblem: {readonly message: string; readonly remedy: string} | undefined;
};

/** A choice in which nothing is chosen yet. */
export const emptyKeyChoice: KeyChoice = {
	name: '',
	algorithm: 'RS256',
	keyOrigin: 'new',
	keyStatus: 'none',
	keyView: 'sources',
	leftKeyView: undefined,
	isOwnMake: false,
	keyTool: 'openssl',
	isForWindows: process.platform === 'win32',
	brought: undefined,
	linksKey: false,
	keyFile: '',
	keyNames: [],
	cloudKey: '',
	cloudProfile: '',
	cloudField: 'key',
	isReadingKey: false,
	keyProblem: undefined,
};

/** Goes back inside a choice, which keeps all that was filled in; undefined where that is at its beginning. */
export const stepBackInChoice = ({
	keyView,
	isOwnMake,
}: Pick<KeyChoice, 'keyView' | 'isOwnMake'>): Partial<KeyChoice> | undefined =>
	keyView === 'sources'
		? undefined
		: {
				keyView: keyView === 'bring' && isOwnMake ? 'recipe' : 'sources',
				leftKeyView: keyView,
				isReadingKey: false,
			};
