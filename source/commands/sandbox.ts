import {resolve} from 'node:path';
import {findPaths} from '../config/paths.ts';
import {fail, ok, type Result} from '../result.ts';
import type {ChaosRule} from '../sandbox/chaos/chaos-rule.ts';
import {jsonText} from '../text/json-text.ts';
import type {Context, Run} from './command.ts';
import {type CommandError, failedError, usageError} from './command-error.ts';

const defaultPort = 2777;
const mostPort = 65_535;
const chaosHint = "A rule is METHOD PATH EFFECT…, such as 'POST /iam/v1/tokens status=503 times=2'.";

const readPort = (text = String(defaultPort)): Result<number, CommandError> => {
	const port = /^\d{1,5}$/u.test(text) ? Number(text) : Number.NaN;
	return port <= mostPort
		? ok(port)
		: fail(usageError(`--port takes a number from 0 to ${mostPort}; 0 takes a free one.`));
};

/** Reads what the sandbox is told to do otherwise than it would; the parsers come with it, since help has no use for them. */
const readMisbehaviour = async ({flags}: Context) => {
	const [{parseChaosRule}, {parseLatency}, {parseVariants}] = await Promise.all([
		import('../sandbox/chaos/chaos-rule.ts'),
		import('../sandbox/chaos/latency.ts'),
		import('../sandbox/variants.ts'),
	]);
	const chaos: ChaosRule[] = [];
	for (const [index, text] of flags.texts('chaos').entries()) {
		const rule = parseChaosRule(text);
		if (!rule.ok) return fail(usageError(`--chaos, rule ${index + 1}: ${rule.error}`, chaosHint));
		chaos.push(rule.value);
	}
	const latency = parseLatency(flags.text('latency') ?? '0');
	if (!latency.ok) return fail(usageError(`--latency: ${latency.error}`));
	const variants = parseVariants(flags.texts('variant'));
	return variants.ok
		? ok({chaos, latencyMs: latency.value, variants: variants.value})
		: fail(usageError(`--variant: ${variants.error}`));
};

const announce = async (origin: string, {wantsJson, host: {stdout}}: Context): Promise<void> => {
	const variables = {
		PAT_TUI_PORTAL_URL: origin,
		PAT_TUI_API_URL: origin,
		PAT_TUI_TOKEN_ENDPOINT: `${origin}/auth/oauth2/token`,
	};
	if (wantsJson || !stdout.isTTY) {
		await stdout.write(`${jsonText({origin, variables})}\n`);
		return;
	}
	const exports = Object.entries(variables).map(([name, value]) => `  export ${name}=${value}`);
	await stdout.write(
		`The sandbox is at ${origin} until Ctrl+C. To work with it from another terminal:\n${exports.join('\n')}\n`,
	);
};

/** Serves the embedded Affinidi until the person or the system wants it to stop. */
export const sandbox: Run = async context => {
	const {flags, host, signal, voice} = context;
	const port = readPort(flags.text('port'));
	if (!port.ok) return port;
	const data = flags.text('data');
	if (data === '') return fail(usageError('--data is empty.'));
	const misbehaviour = await readMisbehaviour(context);
	if (!misbehaviour.ok) return misbehaviour;
	const {workingDirectory, variables, effects} = host;
	const directory =
		data === undefined ? findPaths(variables, workingDirectory).sandbox : resolve(workingDirectory, data);
	const [{serveSandbox}, {resetSandbox}] = await Promise.all([
		import('../sandbox/serve-sandbox.ts'),
		import('../sandbox/reset-sandbox.ts'),
	]);
	if (flags.has('reset')) {
		const wiped = await resetSandbox(directory);
		if (!wiped.ok)
			return fail(failedError(wiped.error, 'Nothing was removed. Name a folder of a sandbox with --data.'));
	}
	const served = await serveSandbox({
		directory,
		origin: 'http://localhost',
		port: port.value,
		clock: effects.clock,
		random: effects.random,
		autoApprove: flags.has('auto-approve'),
		...misbehaviour.value,
	});
	if (!served.ok)
		return fail(failedError(served.error, 'Choose another port with --port, or another folder with --data.'));
	voice.note(`Its data is in ${directory}.`);
	await announce(served.value.origin, context);
	if (!signal.aborted) {
		await new Promise<void>(done => {
			signal.addEventListener('abort', () => done(), {once: true});
		});
	}
	await served.value.close();
	return ok({kind: 'nothing'});
};
