import path from 'node:path';
import {keyRecipe} from '../keys/key-recipes.ts';
import {looksLikeKey} from '../keys/looks-like-key.ts';
import type {BroughtKey, BroughtKeyError} from '../keys/read-public-key.ts';
import type {Result} from '../result.ts';
import {shellPath} from '../text/shell-quote.ts';
import {completePath} from './complete-path.ts';
import type {Brought} from './key-choice.ts';
import {currentKeyChoice} from './key-choice-slice.ts';
import type {Slice} from './slice.ts';
import {makeTypedKey} from './typed-key.ts';
import {typedPath} from './typed-path.ts';

export type BroughtKeyState = {
	/** Goes to the field that takes a public key; with `isOwnMake` over the commands that make one. */
	readonly beginBringing: (options?: {readonly isOwnMake?: boolean}) => void;
	readonly editKeyFile: (text: string) => void;
	/** Completes the path that is being typed, or shows what it could go on with. */
	readonly completeKeyFile: () => Promise<void>;
	/** Reads the file that was named. */
	readonly readKeyFile: () => Promise<void>;
	/** Reads what was pasted into the field of the key; false when it is no key but a part of a path. */
	readonly takePastedKey: (text: string) => boolean;
	/** Keeps a key that was pasted into another field for the page about the key; false when it is none. */
	readonly keepPastedKey: (text: string) => boolean;
	/** Copies both commands that make a pair, as one line. */
	readonly copyKeyRecipe: () => void;
};

type Current = ReturnType<typeof currentKeyChoice>;

type Read = Result<BroughtKey, Omit<BroughtKeyError, 'kind'>>;

const bareBase64 = /^[A-Za-z\d+/]{60,}={0,2}$/u;

const isKeyText = (text: string) =>
	looksLikeKey(text) || /\n|^\s*[[{]/u.test(text) || bareBase64.test(text.trim());

const droppedKey = {
	message: 'That was the text of a private key, and nothing of it was kept.',
	remedy:
		'Name the file of the public key. Of a private key that is pasted whole only its public half is taken.',
} as const;

const cloudKey = {
	message: 'That is a key in a cloud, not a file.',
	remedy: 'Esc, then "A key in AWS, Google Cloud or Azure" takes it; it is filled in there already.',
} as const;

const asBrought = (read: Read, file: string | undefined): Brought | undefined => {
	if (read.ok) return {key: read.value, file, isHalf: false};
	const {publicHalf} = read.error;
	return publicHalf && {key: publicHalf, file, isHalf: true, ...(file !== undefined && {privateFile: file})};
};

/** Makes the part of the state that is about a public key that somebody brings. */
export const broughtKeySlice: Slice<BroughtKeyState> = (_set, get, core) => {
	const current = () => currentKeyChoice(get);
	const base = () => ({
		folder: core.paths.exports,
		home: core.variables['HOME'] ?? core.variables['USERPROFILE'],
	});
	const typed = makeTypedKey();
	let reads = 0;
	/** Reads a key and gives what became of it; nothing when something else is chosen meanwhile. */
	const reading = async ({now, edit}: Current, read: () => Promise<Read>): Promise<Read | undefined> => {
		reads += 1;
		const own = reads;
		const {era} = core;
		edit({isReadingKey: true, keyProblem: undefined, keyNames: []});
		const result = await read();
		if (own !== reads || era !== core.era || !now().isReadingKey) return undefined;
		edit({isReadingKey: false});
		return result;
	};
	const show = ({edit}: Current, read: Read | undefined, file?: string, privateFile?: string) => {
		if (!read) return;
		const brought = asBrought(read, file);
		if (brought) edit({brought: {...brought, ...(privateFile && {privateFile})}, keyFile: ''});
		else if (!read.ok) {
			const {message, remedy} = read.error;
			const named = file === undefined ? 'FILE' : shellPath(file);
			edit({keyProblem: {message, remedy: remedy.replaceAll('FILE', () => named)}});
		}
	};
	/** The private key that the commands made beside the public one, if it is still there. */
	const madeBeside = async ({now}: Current, file: string): Promise<string | undefined> => {
		const {isOwnMake, name, algorithm, keyTool} = now();
		const {privateFile, publicFile} = keyRecipe(algorithm, {tool: keyTool, name});
		if (!isOwnMake || path.basename(file) !== publicFile) return undefined;
		const folder = path.dirname(file);
		const names = await (await core.engine()).listNames(folder, privateFile);
		return names.some(each => each.name === privateFile) ? path.join(folder, privateFile) : undefined;
	};
	const fromText = (text: string) => async (): Promise<Read> =>
		(await core.engine()).readPublicKey(Buffer.from(text));
	return {
		beginBringing({isOwnMake = false} = {}) {
			const {now, edit} = current();
			const {name, algorithm, keyTool, brought, keyFile} = now();
			const {publicFile} = keyRecipe(algorithm, {tool: keyTool, name});
			edit({
				keyView: 'bring',
				isOwnMake,
				keyProblem: undefined,
				keyNames: [],
				...(isOwnMake && !brought && keyFile === '' && {keyFile: publicFile}),
			});
		},
		editKeyFile(keyFile) {
			const isPrivate = typed.holds(keyFile);
			current().edit({
				keyFile: isPrivate ? '' : keyFile,
				keyProblem: isPrivate ? droppedKey : undefined,
				keyNames: [],
			});
		},
		async completeKeyFile() {
			const {now, edit} = current();
			const {keyFile} = now();
			const {listNames} = await core.engine();
			const {text, names} = await completePath(keyFile, base(), listNames);
			// What was typed on meanwhile is not taken back.
			if (now().keyFile === keyFile) edit({keyFile: text, keyNames: names});
		},
		async readKeyFile() {
			const choice = current();
			const {keyFile} = choice.now();
			// After a line of a private key, which is spoken of already.
			if (keyFile === '' && typed.heldLast()) return;
			typed.end();
			if (looksLikeKey(keyFile)) {
				show(choice, await reading(choice, fromText(keyFile)));
			} else if (keyFile.trim() === '') {
				choice.edit({keyProblem: {message: 'Type the path of a file, or paste the key itself.', remedy: ''}});
			} else {
				const file = typedPath(keyFile, base());
				const {readPublicKeyAt, namesKmsKey} = await core.engine();
				const read = await reading(choice, async () => readPublicKeyAt(file));
				if (read?.ok === false && namesKmsKey(keyFile)) {
					choice.edit({keyProblem: cloudKey, cloudKey: keyFile.trim()});
					return;
				}
				show(choice, read, file, read?.ok ? await madeBeside(choice, file) : undefined);
			}
		},
		takePastedKey(text) {
			typed.end();
			if (!isKeyText(text)) return false;
			const choice = current();
			void reading(choice, fromText(text)).then(read => show(choice, read));
			return true;
		},
		keepPastedKey(text) {
			if (!looksLikeKey(text)) return false;
			const choice = current();
			void reading(choice, fromText(text)).then(read => {
				const brought = read && asBrought(read, undefined);
				if (brought) {
					choice.edit({brought, keyFile: ''});
					get().say(
						brought.isHalf
							? 'That was a private key. Its public half alone is kept, for the page about the key.'
							: `That was ${brought.key.form}. It is kept for the page about the key.`,
					);
				} else if (read) {
					get().say('That was a key that can not be used, and nothing of it was kept.');
				}
			});
			return true;
		},
		copyKeyRecipe() {
			const {algorithm, keyTool, name, isForWindows} = current().now();
			const {line} = keyRecipe(algorithm, {tool: keyTool, name, isWindows: isForWindows});
			void get().copy({what: 'the command', text: line}, '`pat-tui key help` prints it too.');
		},
	};
};
