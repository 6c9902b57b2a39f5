import {algorithms} from '../../keys/algorithms.ts';
import {createToken} from '../../operations/token/create-token.ts';
import type {KeySource} from '../../operations/token/obtain-key.ts';
import type {Workbench} from '../../operations/workbench.ts';
import {fail, ok} from '../../result.ts';
import type {Secret} from '../../text/secret.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Context, Run} from '../command.ts';
import {openSession} from '../open-session.ts';
import {plannedAnswer} from '../planned-request.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {readCreateWish} from './create-wish.ts';
import {createdAnswer} from './created-answer.ts';
import {broughtSource, type KeyWish} from './key-wish.ts';
import {newKeyPassphrase} from './new-key-passphrase.ts';
import {plannedCreate} from './planned-create.ts';
import {resolveGrants} from './resolve-grants.ts';

const keySource = (
	key: KeyWish,
	passphrase: Secret | undefined,
	{keyGenerator}: Workbench,
	{voice, signal}: Context,
): KeySource => {
	const {algorithm} = key.kind === 'new' ? key : key.publicKey;
	const {title, advice} = algorithms[algorithm];
	if (key.kind === 'new') voice.note(`Making the key pair: ${algorithm}, ${title}.`);
	if (algorithm !== 'RS256') voice.note(advice);
	if (key.kind === 'brought') return broughtSource(key);
	return {keyPair: keyGenerator.generate(algorithm, signal), passphrase};
};

/** Makes a token as the flags and answers want it. */
export const runCreateToken: Run = async context => {
	const {flags, voice, signal} = context;
	const wish = await readCreateWish(context);
	if (!wish.ok) return wish;
	const {name, key, keyId, grants: grantsWanted} = wish.value;
	if (grantsWanted?.warning !== undefined) voice.warn(grantsWanted.warning);
	if (flags.has('dry-run')) {
		const environment = chooseEnvironment(context);
		if (!environment.ok) return environment;
		return ok(plannedAnswer(plannedCreate(environment.value, {...wish.value, wish: grantsWanted})));
	}
	const passphrase =
		key.kind === 'new' ? await newKeyPassphrase(context, flags.text('passphrase')) : ok(undefined);
	if (!passphrase.ok) return passphrase;
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps, workbench} = session.value;
	const grants = grantsWanted ? await resolveGrants(grantsWanted, deps.service, signal) : ok([]);
	if (!grants.ok) return grants;
	const source = keySource(key, passphrase.value, workbench, context);
	const input = {...source, name, keyId, grants: grants.value};
	const {outcome} = await runSteps(createToken(deps, input, signal), voice);
	return outcome.kind === 'created'
		? ok(createdAnswer(outcome.token, outcome.intent))
		: fail(stoppedError(outcome.failure, outcome.operationId));
};
