import type {Command} from '../../source/commands/command.ts';
import {commandTable} from '../../source/commands/command-table.ts';

/** Ids of what stands on a sandbox, for commands to be called with. */
export type Standing = {
	/** A token that is in the active project, with its key on this computer. */
	readonly token: string;
	readonly project: string;
	/** The thumbprint of the private key in `own.pem`, which no token has. */
	readonly key: string;
	/** Operations that were interrupted. */
	readonly toResume: string;
	readonly toUndo: string;
};

/** How a command is called so that it works. */
export type Call = {
	/** What stands behind its name. */
	readonly line: (standing: Standing) => string;
	/** What it prints then: `endless` when it goes on until it is stopped. */
	readonly prints: 'value' | 'nothing' | 'endless';
	/** Set where no request goes to the service, or where the answer is also one when all of them fail. */
	readonly standsAlone?: boolean;
	/** Set where the answer itself may be that something does not work, with exit code 1. */
	readonly canDeny?: boolean;
	/** Set where it can't work off a terminal. */
	readonly isRefused?: boolean;
};

const value = (line: Call['line'] = () => ''): Call => ({line, prints: 'value'});
const alone = (line: Call['line']): Call => ({line, prints: 'value', standsAlone: true});
const local = (line = ''): Call => alone(() => line);

/** Each is called in this order: what a command takes away the ones before it have had. */
const calls: Readonly<Record<string, Call>> = {
	setup: {line: () => '', prints: 'nothing', isRefused: true},
	start: {line: () => '', prints: 'nothing'},
	whoami: value(),
	'token create-token': value(() => '-n "A new token" -g -a ES256 -w'),
	'token list-tokens': value(),
	'token get-token': value(({token}) => `-i ${token}`),
	'token update-token': value(({token}) => `-i ${token} -n "Another name"`),
	'token quarantine': value(({token}) => `-i ${token} --swap`),
	'token rotate-key': value(({token}) => `-i ${token} -g`),
	'token try': {...value(({token}) => `-i ${token}`), canDeny: true},
	'token diagnose': {...local('-f app.env'), canDeny: true},
	'token export': value(({token}) => `-i ${token}`),
	'token exec': value(({token, project}) => `-i ${token} --project ${project} -- printf '{"is":"mine"}\\n'`),
	'token print-access-token': value(({token, project}) => `-i ${token} --project ${project}`),
	'project list-projects': value(),
	'project get-active-project': value(),
	'project select-project': value(({project}) => `-i ${project}`),
	'project update-project': value(({project}) => `-i ${project} -d "Said anew"`),
	'iam add-principal': {line: ({token}) => `-i ${token} -t token`, prints: 'nothing'},
	'iam list-principals': value(),
	'iam update-policies': value(({token}) => `-i ${token} -t token -f policies.json`),
	'iam get-policies': value(({token}) => `-i ${token} -t token`),
	'iam remove-principal': value(({token}) => `-i ${token} -t token`),
	'token delete-token': value(({token}) => `-i ${token}`),
	'project create-project': value(() => '-n "Another project"'),
	'key import': local('own.pem'),
	'key help': local(),
	'key list': local(),
	'key show': alone(({key}) => key),
	'key export': alone(({key}) => key),
	'key note': alone(({key}) => `${key} "Ask Ada"`),
	'key narrow': alone(({key}) => key),
	'key passphrase': alone(({key}) => `${key} --plain`),
	'key orphans': value(),
	'key delete': alone(({key}) => `${key} --confirm own --unchecked`),
	'operation list': local('--all'),
	'operation resume': value(({toResume}) => toResume),
	'operation undo': value(({toUndo}) => toUndo),
	activity: local(),
	sandbox: {line: () => '--port 0 --data another', prints: 'endless', standsAlone: true},
	doctor: {...local(), canDeny: true},
	completion: {line: () => 'bash', prints: 'nothing', isRefused: true},
	stop: {line: () => '', prints: 'nothing', standsAlone: true},
};

/** Every command of the program with the way it is called; throws when there is one that nobody calls. */
export const everyCall = (): readonly (readonly [command: Command, call: Call])[] => {
	const uncalled = commandTable.filter(({name}) => calls[name] === undefined);
	if (uncalled.length > 0) throw new Error(`Nobody calls ${uncalled.map(({name}) => name).join(', ')}`);
	return Object.entries(calls).map(([name, call]) => {
		const command = commandTable.find(each => each.name === name);
		if (!command) throw new Error(`There is no command ${name}`);
		return [command, call];
	});
};
