import {fail, ok, type Result} from '../result.ts';
import type {Refusal} from './refusal.ts';
import type {Variants} from './variant-table.ts';

const outdated: Refusal = {
	name: 'CLIVersionInvalidError',
	message: 'This version of the command line is not supported any more. Please update to 2.0.0 or later.',
	httpStatusCode: 400,
	errorCodeStr: 'CLIVersionInvalid',
};

/** Refuses (400), where the variant wants it, a portal's client that doesn't send its version, or one below 2.0.0 (contract 1.2). */
export const requireVersion = (
	request: Request,
	{version}: Pick<Variants, 'version'>,
): Result<void, Refusal> => {
	const {pathname} = new URL(request.url);
	const isPortal = /^\/(?:api|iam\/v1)\//u.test(pathname) && !request.headers.get('authorization');
	if (version === 'optional' || !isPortal) return ok(undefined);
	const major = /^(\d{1,4})\.\d+\.\d+/u.exec(request.headers.get('affinidi-cli-version') ?? '')?.[1];
	return Number(major ?? 0) >= 2 ? ok(undefined) : fail(outdated);
};
