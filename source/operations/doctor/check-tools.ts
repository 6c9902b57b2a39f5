import {delimiter, isAbsolute} from 'node:path';
import {findProgram} from '../../system/find-program.ts';
import {plural} from '../../text/plural.ts';
import type {Finding} from './finding.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Programs that some of the work is done with, and for what. */
const tools: readonly (readonly [name: string, purpose: string])[] = [
	['openssl', 'to convert keys that are brought'],
	['ssh-keygen', 'to convert OpenSSH keys'],
	['aws', 'for keys in AWS KMS'],
	['gcloud', 'for keys in Google Cloud KMS'],
	['az', 'for keys in Azure Key Vault'],
	['git', 'to warn before an export is committed'],
	['tmux', 'to ask a tmux around it for its settings'],
];

const openers: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
	darwin: '/usr/bin/open',
	linux: 'xdg-open',
};

const checkBrowser = (variables: Variables): Finding => {
	const found = {id: 'tool-browser', title: 'Browser'};
	const {BROWSER: chosen = '', PATH: path} = variables;
	const entries = chosen
		.split(delimiter)
		.map(entry => entry.trim())
		.filter(entry => entry !== '');
	const opener = openers[process.platform];
	const candidates =
		entries.length > 0 ? entries.flatMap(entry => [entry, entry.split(/\s+/u)[0] ?? '']) : [opener ?? ''];
	const program = candidates.map(name => findProgram(name, path)).find(each => each !== undefined);
	if (program !== undefined) return {...found, status: 'ok', detail: program};
	if (entries.length === 0 && opener === undefined)
		return {...found, status: 'ok', detail: "the system's own"};
	const detail =
		entries.length > 0 ? 'Nothing that BROWSER names can be started.' : 'None can be opened from here.';
	return {
		...found,
		status: 'attention',
		detail,
		remedy: 'Signing in shows the link: open it on any computer.',
	};
};

const checkPath = (path: string | undefined): readonly Finding[] => {
	const relative = (path ?? '').split(delimiter).filter(folder => !isAbsolute(folder)).length;
	if (relative === 0) return [];
	const detail = `${plural(relative, 'folder')} in PATH would depend on where you stand: passed over.`;
	const remedy = 'Take relative and empty folders out of PATH.';
	return [{id: 'path', title: 'PATH', status: 'attention', detail, remedy}];
};

/** Tells where the programs are that pat-tui starts; one that is missing is missed only by what needs it. */
export const checkTools = (variables: Variables): readonly Finding[] => [
	...checkPath(variables['PATH']),
	...tools.map(([name, purpose]): Finding => {
		const program = findProgram(name, variables['PATH']);
		const detail = program ?? `not found; only needed ${purpose}`;
		return {id: `tool-${name}`, title: name, status: 'ok', detail};
	}),
	checkBrowser(variables),
];
