import {shellPath} from '../text/shell-quote.ts';
import type {CreateDraft} from './draft-slice.ts';

type Asked = {
	/** The name that `--environment` takes. */
	readonly environment: string | undefined;
	/** Whether the key is to be encrypted: the passphrase itself is read from standard input and stands in no command. */
	readonly hasPassphrase: boolean;
};

/** Writes the command that makes the same token as a draft, for a POSIX shell; no secret is in it. */
export const createCommand = (
	{name, algorithm, permissions, project}: CreateDraft,
	{environment, hasPassphrase}: Asked,
): string => {
	// A flag's value that begins with a dash is only read as one after the equals sign.
	const flag = (long: string, value: string) => `--${long}=${shellPath(value)}`;
	return [
		'pat-tui token create-token',
		flag('name', name.trim()),
		`-a ${algorithm} -g`,
		hasPassphrase ? '--passphrase-stdin' : '--no-input',
		...(project && permissions !== 'none' ? [flag('project', project.id), flag('preset', permissions)] : []),
		...(environment === undefined ? [] : [flag('environment', environment)]),
	].join(' ');
};
