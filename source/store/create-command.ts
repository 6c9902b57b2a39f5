import {shellPath} from '../text/shell-quote.ts';
import type {CreateDraft} from './draft-slice.ts';

type Asked = {
	/** The name that `--environment` takes. */
	readonly environment: string | undefined;
	/** Whether the key is to be encrypted: the passphrase itself is read from standard input and stands in no command. */
	readonly hasPassphrase: boolean;
};

/** What a key that was pasted is called in the command, which takes a file. */
export const pastedKeyFile = 'public.pem';

/** Writes the command that makes the same token as a draft, for a POSIX shell; no secret is in it. */
export const createCommand = (
	{name, algorithm, keyOrigin, brought, permissions, project}: CreateDraft,
	{environment, hasPassphrase}: Asked,
): string => {
	const ownKey = hasPassphrase ? '-g --passphrase-stdin' : '-g --no-input';
	// A flag's value that begins with a dash is only read as one after the equals sign.
	const flag = (long: string, value: string) => `--${long}=${shellPath(value)}`;
	const kms = brought?.link?.custody === 'kms' ? brought.link.kms : undefined;
	const broughtKey = kms
		? [flag('kms', kms.reference), ...(kms.profile === undefined ? [] : [flag('kms-profile', kms.profile)])]
		: [flag('public-key-file', brought?.file ?? pastedKeyFile)];
	return [
		'pat-tui token create-token',
		flag('name', name.trim()),
		`-a ${algorithm}`,
		...(keyOrigin === 'brought' ? broughtKey : [ownKey]),
		...(project && permissions !== 'none' ? [flag('project', project.id), flag('preset', permissions)] : []),
		...(environment === undefined ? [] : [flag('environment', environment)]),
	].join(' ');
};
