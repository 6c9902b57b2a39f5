import {execFile} from 'node:child_process';
import {constants} from 'node:fs';
import {access, lstat, realpath} from 'node:fs/promises';
import {basename, delimiter, dirname, isAbsolute, join} from 'node:path';
import {promisify} from 'node:util';

/** The two variables of the environment that asking git needs. */
export type GitEnvironment = {readonly path: string | undefined; readonly home: string | undefined};

/** Tells whether a file lies in a git work tree that would take it into a commit; false where nobody can tell. */
export type GitCheck = (file: string) => Promise<boolean>;

const exists = async (path: string) =>
	lstat(path).then(
		() => true,
		() => false,
	);

const findGit = async (path: string | undefined): Promise<string | undefined> => {
	const program = process.platform === 'win32' ? 'git.exe' : 'git';
	// A relative entry would let the current folder decide which program runs.
	for (const folder of (path ?? '').split(delimiter).filter(each => isAbsolute(each))) {
		const candidate = join(folder, program);
		const isProgram = await access(candidate, constants.X_OK).then(
			() => true,
			() => false,
		);
		if (isProgram) return candidate;
	}
	return undefined;
};

const isInWorkTree = async (folder: string): Promise<boolean> => {
	if (await exists(join(folder, '.git'))) return true;
	const parent = dirname(folder);
	return parent !== folder && isInWorkTree(parent);
};

/** Makes the check; git is looked up once, at the first file that lies below a `.git`. */
export const makeGitCheck = ({path, home}: GitEnvironment): GitCheck => {
	let git: Promise<string | undefined> | undefined;
	return async file => {
		try {
			const folder = await realpath(dirname(file));
			if (!(await isInWorkTree(folder))) return false;
			git ??= findGit(path);
			const program = await git;
			if (program === undefined) return false;
			// A repository's own settings could otherwise start a program of its choice.
			const options = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
			await promisify(execFile)(program, [...options, 'check-ignore', '-q', '--', `./${basename(file)}`], {
				cwd: folder,
				env: {LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', ...(path && {PATH: path}), ...(home && {HOME: home})},
				timeout: 5000,
			});
			return false;
		} catch (error) {
			// `git check-ignore` ends with 1 for a file that is not ignored, and with 128 where it can't tell.
			return error instanceof Error && 'code' in error && error.code === 1;
		}
	};
};
