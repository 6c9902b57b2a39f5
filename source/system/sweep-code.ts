import {existsSync, readdirSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';

// So that two versions on one computer, which share the folder, do not take turns at removing and compiling.
const unusedMs = 7 * 24 * 60 * 60 * 1000;

const ours = /^([\w-]+-[A-Z\d]{8}\.cjs)-v\d[\w.+-]*-[a-z\d]+\.bin(\.\d+)?$/u;

/**
 * Removes compiled forms of scripts that are not in `scripts` any more, and halves that a kill left behind; only what was
 * written a week before the newest one, and nothing that is not named as a compiled form is.
 *
 * @param folder where compiled forms are kept, an absolute path
 * @param scripts the folder of the program's scripts, an absolute path
 */
export const sweepCode = (folder: string, scripts: string): void => {
	try {
		const found = readdirSync(folder).flatMap(name => {
			const [, script, half] = ours.exec(name) ?? [];
			const file = path.join(folder, name);
			return script === undefined ? [] : [{file, script, half, writtenAt: statSync(file).mtimeMs}];
		});
		const newest = Math.max(...found.map(({writtenAt}) => writtenAt));
		for (const {file, script, half, writtenAt} of found) {
			const isNeeded = half === undefined && existsSync(path.join(scripts, script));
			if (!isNeeded && newest - writtenAt > unusedMs) rmSync(file, {force: true});
		}
	} catch {
		// What another start removed meanwhile, or what may not be removed, is no reason to fail a start.
	}
};
