import type {Environment} from '../../config/environments.ts';
import type {HeaderFacts} from './note-headers.ts';
import type {Answered} from './probe-contract.ts';

/** What the probes found, as it is saved: no secret, no id of anybody. */
export type ContractReport = {
	readonly report: 'pat-tui contract probes';
	readonly version: string;
	/** What was sent as `affinidi-cli-version`. */
	readonly clientRelease: string;
	/** ISO 8601. */
	readonly at: string;
	readonly environment: Pick<Environment, 'name' | 'portalUrl' | 'apiUrl' | 'tokenEndpoint'>;
	readonly answers: readonly Answered[];
	/** Cookies that replies set, by their names and attributes. */
	readonly cookies: readonly string[];
	/** Names of headers about limits. */
	readonly limitHeaders: readonly string[];
	/** Whether the throw-away token is certainly gone. */
	readonly isTokenGone: boolean;
	/** What the contract leaves open and these probes do not answer, and why. */
	readonly notAsked: readonly {readonly question: string; readonly reason: string}[];
};

const changesProject = 'It would change a project.';

const notAsked: ContractReport['notAsked'] = [
	{question: 'Which JWE algorithms seal a session?', reason: 'Only a sign-in shows them.'},
	{question: 'How long does a session last?', reason: 'Only waiting tells.'},
	{question: "What does a token's deletion do to its memberships and policies?", reason: changesProject},
	{question: 'Do globs such as cis:* work in a policy, and which actions are there?', reason: changesProject},
	{
		question: 'How many tokens may a user have, how many keys a token, how many requests a second?',
		reason: 'It would take as many as that.',
	},
];

/** Puts together what is saved of the probes. */
export const contractReport = (
	answers: readonly Answered[],
	facts: {
		readonly version: string;
		readonly clientRelease: string;
		/** Milliseconds since the epoch. */
		readonly now: number;
		readonly environment: Environment;
		readonly headers: HeaderFacts;
		readonly isTokenGone: boolean;
	},
): ContractReport => {
	const {version, clientRelease, now, headers, isTokenGone} = facts;
	const {name, portalUrl, apiUrl, tokenEndpoint} = facts.environment;
	return {
		report: 'pat-tui contract probes',
		version,
		clientRelease,
		at: new Date(now).toISOString(),
		environment: {name, portalUrl, apiUrl, tokenEndpoint},
		answers,
		cookies: headers.cookies(),
		limitHeaders: headers.limits(),
		isTokenGone,
		notAsked,
	};
};
