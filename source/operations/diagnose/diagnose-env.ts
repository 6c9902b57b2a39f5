import * as v from 'valibot';
import {readDotenv} from '../../exports/read-dotenv.ts';
import type {Sdk} from '../../exports/sdks.ts';
import {publicJwkOf} from '../../keys/public-jwk.ts';
import {isUuid} from '../../text/is-uuid.ts';
import type {StepEvent} from '../step.ts';
import {clockSkew, skewWords} from '../token/clock-skew.ts';
import type {TryDeps} from '../token/try-token.ts';
import {type Check, fine, unseen, wrong} from './check.ts';
import {checkEndpoints} from './check-endpoints.ts';
import {checkHandshake} from './check-handshake.ts';
import {checkKey} from './check-key.ts';
import {checkRegistered, notCompared} from './check-registered.ts';
import {checkVariables, isKeyId} from './check-variables.ts';

/** How a `.env` file is looked at. */
export type DiagnoseOptions = {
	/** The SDK that reads it; the TypeScript SDK's reader and this program's own way unless given. */
	readonly sdk: Sdk | undefined;
	/** The project that is meant, in place of the one in the file. */
	readonly projectId: string | undefined;
	/** Whether somebody is signed in, so that it can be compared with what is registered. */
	readonly isSignedIn: boolean;
	readonly signal?: AbortSignal | undefined;
	/** Told each step of the handshake. */
	readonly onStep: (event: StepEvent) => void;
};

const checkClock = async ({service, clock}: TryDeps, signal: AbortSignal | undefined): Promise<Check> => {
	const reply = await service.http.send({
		method: 'GET',
		url: `${service.environment.apiUrl}/iam/.well-known/jwks.json`,
		schema: v.unknown(),
		signal,
	});
	if (!reply.ok) return unseen('clock', `${reply.error.message} (${reply.error.request})`);
	const {serviceTime} = reply.value;
	if (serviceTime === undefined) return unseen('clock', 'the service does not say what time it is');
	const skew = clockSkew(serviceTime, clock.now());
	if (skew === undefined) return fine('clock', "right, by the service's");
	const what = `The clock of this computer is ${skewWords(skew)} of the service's.`;
	return wrong('clock', what, 'Set it: an SDK signs with it, and what is signed lives for five minutes.');
};

/**
 * Says what is wrong with the `.env` file of an application, in the order in which it matters. Nothing is sent on its behalf
 * unless its addresses are those of the environment.
 */
export const diagnoseEnv = async (
	deps: TryDeps,
	text: string,
	{sdk, projectId: givenProject, isSignedIn, signal, onStep}: DiagnoseOptions,
): Promise<readonly Check[]> => {
	const file = readDotenv(text);
	const value = (name: string) => file.entries.get(name)?.value.trim() || undefined;
	const tokenId = value('TOKEN_ID');
	const projectId = givenProject ?? value('PROJECT_ID');
	const keyId = value('KEY_ID');
	const key = await checkKey(file, sdk);
	const endpoints = checkEndpoints(file, deps.service.environment);
	const local = [...checkVariables(file, {hasProject: givenProject !== undefined}), ...key.checks, endpoints];
	// What stands where an id should be is never sent: it may be anything.
	const isSendable =
		tokenId !== undefined &&
		isUuid(tokenId) &&
		(projectId === undefined || isUuid(projectId)) &&
		isKeyId(keyId ?? '');
	if (endpoints.status === 'wrong' || !isSendable) {
		const why = isSendable ? 'the addresses are not those of the environment' : 'the ids are not usable';
		return [...local, unseen('clock', why), ...notCompared(why), unseen('handshake', why)];
	}
	const clock = await checkClock(deps, signal);
	const {opened} = key;
	const publicJwk = opened && publicJwkOf(opened.privateKey);
	const claimed = {tokenId, keyId, projectId, publicJwk, sdk};
	const registered = isSignedIn
		? await checkRegistered(deps.service, claimed, signal)
		: {checks: notCompared('nobody is signed in: `pat-tui start`')};
	const seen = [...local, clock, ...registered.checks];
	if (!opened) return [...seen, unseen('handshake', 'the key can not be opened')];
	const refused = key.checks.find(({status}) => status === 'wrong');
	if (sdk && refused)
		return [...seen, unseen('handshake', `the ${sdk.name} SDK sends nothing with this key`)];
	const policy = 'policy' in registered ? registered.policy : undefined;
	const handshake = await checkHandshake(
		deps,
		{
			tokenId,
			keyId,
			sdk,
			privateKey: opened.privateKey,
			form: opened.form,
			isEncrypted: opened.isEncrypted,
			hasPassphrase: opened.isEncrypted,
			algorithm: 'algorithm' in registered ? registered.algorithm : undefined,
			project: projectId === undefined ? undefined : {id: projectId, name: 'the project', policy},
		},
		{signal, onStep},
	);
	return [...seen, handshake];
};
