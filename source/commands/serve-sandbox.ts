import {type ChaosWord, chaosWords} from '../sandbox/chaos/chaos-words.ts';
import {variantTable} from '../sandbox/variant-table.ts';
import type {Command} from './command.ts';

const chaosTerm = ({name, value}: ChaosWord) => {
	if (value === undefined) return name;
	return value.isOptional ? `${name}[=${value.name}]` : `${name}=${value.name}`;
};

/** The command that serves the embedded Affinidi on this computer. */
export const serveSandbox: Command = {
	name: 'sandbox',
	summary: 'Serve an Affinidi of your own on this computer, for trying and testing',
	flags: [
		{
			name: 'port',
			value: 'NUMBER',
			summary: 'The port on the loopback interface (2777); 0 takes a free one',
		},
		{name: 'data', value: 'DIR', summary: 'Where its data is kept'},
		{
			name: 'auto-approve',
			summary: 'Accept every sign-in without asking; login_hint=EMAIL in the address says as whom',
		},
		{name: 'reset', summary: 'Begin with nothing: removes the data that an earlier run left'},
		{
			name: 'chaos',
			value: 'RULE',
			isRepeatable: true,
			summary:
				"Misbehave: a rule is 'METHOD PATH EFFECT…', with * for any method and for anything in the path",
		},
		{
			name: 'latency',
			value: 'MS',
			summary: 'Let every request wait so many milliseconds; MIN-MAX for something between',
		},
		{
			name: 'variant',
			value: 'NAME=VALUE',
			isRepeatable: true,
			summary: 'Answer otherwise where the real service is not known',
		},
	],
	lists: [
		{
			title: 'What a rule of --chaos is made of; each request asks them in their order',
			rows: chaosWords.map(word => [chaosTerm(word), word.summary] as const),
		},
		{
			title: 'What --variant can change; the first value is what holds unless told',
			rows: variantTable.map(({name, values, summary}) => [name, `${values.join('|')}. ${summary}`] as const),
		},
	],
	examples: [
		'pat-tui sandbox --port 2777 --auto-approve',
		"pat-tui sandbox --chaos 'POST /iam/v1/tokens drop-after times=1' --latency 50-400",
		'pat-tui sandbox --variant patch=merge --variant scoped=refused',
	],
};
