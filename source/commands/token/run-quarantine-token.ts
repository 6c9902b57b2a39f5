import {allPages} from '../../api/pages.ts';
import type {Token} from '../../api/token.ts';
import {localSigningKey} from '../../keys/local-signing-key.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {type QuarantineInput, quarantineToken} from '../../operations/quarantine/quarantine-token.ts';
import {unlockPlain} from '../../operations/rotation/check-key.ts';
import type {RotationDeps} from '../../operations/rotation/key-step.ts';
import {storedKeysOf} from '../../operations/token/stored-keys.ts';
import {tokenState} from '../../operations/token/token-state.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, requestError, usageError} from '../command-error.ts';
import {type OpenSession, openSession} from '../open-session.ts';
import {plannedAnswer} from '../planned-request.ts';
import type {Prompt} from '../prompt.ts';
import {givenPassphrase} from '../read-passphrase.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {confirmTokenName} from './confirm-token-name.ts';
import {fetchToken} from './fetch-token.ts';
import {givenKeySource} from './given-key-source.ts';
import {broughtSource} from './key-wish.ts';
import {newKeyPassphrase} from './new-key-passphrase.ts';
import {openKeys} from './open-keys.ts';
import {plannedQuarantine} from './planned-quarantine.ts';
import {quarantinedAnswer} from './quarantined-answer.ts';
import {readNewKey} from './rotate-wish.ts';
import {tokenIdOf} from './token-id.ts';

type Way = 'swap' | 'delete';

const readWay = ({flags}: Context): Result<Way, CommandError> => {
	const [way, other] = (['swap', 'delete'] as const).filter(name => flags.has(name));
	if (other !== undefined) return fail(usageError('--swap and --delete exclude each other.'));
	if (way === undefined) {
		const hint = '--swap puts a new key in the place of the leaked one; --delete deletes the token.';
		return fail(usageError('Neither --swap nor --delete is given.', hint));
	}
	const source = givenKeySource(flags);
	if (!source.ok) return source;
	const extra = source.value ?? (flags.has('algorithm') ? 'algorithm' : undefined);
	return way === 'swap' || extra === undefined
		? ok(way)
		: fail(usageError(`--${extra} and --delete exclude each other.`));
};

const confirm = async (
	token: Token,
	way: Way,
	prompt: Prompt,
	{deps, context}: {readonly deps: OpenSession['deps']; readonly context: Context},
): Promise<Result<void, CommandError>> => {
	const {signal, voice} = context;
	const projects = await allPages(deps.service.iam.listProjectsOfToken(token.id, {signal}));
	if (!projects.ok) return fail(requestError(projects.error));
	const names = projects.value.map(({name, id}) => sanitise(name || id, {graphemes: 40})).join(', ');
	const where = names ? `loses its rights at once in: ${names}. Then ` : 'is in no project. ';
	const then =
		way === 'swap'
			? 'a new key takes the place of the leaked one, and its rights are given back.'
			: 'it is deleted for good.';
	voice.say(`${sanitise(token.name)} (${token.id}) ${where}${then} What uses it now stops working.`);
	return confirmTokenName(token, prompt, {purpose: 'to go on', otherwise: 'Nothing was changed.'});
};

/** The key for a swap: a pair that is made here, or one that was brought along. */
const readSwap = async (
	token: Token,
	{workbench}: OpenSession,
	context: Context,
): Promise<Result<NonNullable<QuarantineInput['swap']>, CommandError>> => {
	const key = await readNewKey(token, context);
	if (!key.ok) return key;
	if (key.value.kind === 'brought') return ok(broughtSource(key.value));
	const passphrase = await newKeyPassphrase(context);
	if (!passphrase.ok) return passphrase;
	const keyPair = workbench.keyGenerator.generate(key.value.algorithm, context.signal);
	return ok({keyPair, passphrase: passphrase.value});
};

const unlockWith = async (
	token: Token,
	swap: QuarantineInput['swap'],
	{deps, context}: {readonly deps: OpenSession['deps']; readonly context: Context},
): Promise<Result<RotationDeps['unlock'], CommandError>> => {
	const {prompt, voice} = context;
	const made = swap && 'keyPair' in swap ? swap : undefined;
	const passphrase = made ? ok(made.passphrase) : await givenPassphrase(context);
	if (!passphrase.ok) return passphrase;
	const prints = [...new Set(token.keys.flatMap(each => thumbprint(each) ?? []))];
	const old = await openKeys(prints, deps.keyStore, {prompt, voice, passphrase: passphrase.value});
	if (!old.ok) return old;
	return ok(async print => {
		const pair = await made?.keyPair;
		if (pair?.thumbprint === print) return localSigningKey(pair.privateKey);
		return (
			(await old.value(print)) ?? (swap && 'link' in swap ? unlockPlain(deps.keyStore)(print) : undefined)
		);
	});
};

/** Shuts out whoever has the leaked key of a token; a person at a terminal types its name first. */
export const runQuarantineToken: Run = async context => {
	const {flags, prompt, signal, voice} = context;
	const way = readWay(context);
	if (!way.ok) return way;
	const tokenId = await tokenIdOf(context);
	if (!tokenId.ok) return tokenId;
	if (flags.has('dry-run')) {
		const environment = chooseEnvironment(context);
		if (!environment.ok) return environment;
		return ok(plannedAnswer(plannedQuarantine(environment.value, tokenId.value, way.value)));
	}
	const session = await openSession(context, {mentionsInterrupted: false});
	if (!session.ok) return session;
	const {deps} = session.value;
	const token = await fetchToken(deps, tokenId.value, signal);
	if (!token.ok) return token;
	if (prompt && !flags.has('yes')) {
		const confirmed = await confirm(token.value, way.value, prompt, {deps, context});
		if (!confirmed.ok) return confirmed;
	}
	const swap = way.value === 'swap' ? await readSwap(token.value, session.value, context) : ok(undefined);
	if (!swap.ok) return swap;
	const unlock = await unlockWith(token.value, swap.value, {deps, context});
	if (!unlock.ok) return unlock;
	const stored = await storedKeysOf(token.value, deps.keyStore);
	const input = {
		tokenId: tokenId.value,
		before: tokenState(token.value),
		...(swap.value && {swap: swap.value}),
	};
	const {outcome} = await runSteps(quarantineToken({...deps, unlock: unlock.value}, input, signal), voice);
	if (outcome.kind === 'stopped') return fail(stoppedError(outcome.failure, outcome.operationId));
	for (const {place} of stored.ok ? stored.value : [])
		voice.note(`The leaked private key is still in ${place}.`);
	return ok(quarantinedAnswer(outcome));
};
