import {allPages} from '../../api/pages.ts';
import type {ListedPrincipal} from '../../api/principal.ts';
import {policyWords} from '../../policies/words.ts';
import {ok} from '../../result.ts';
import {plural} from '../../text/plural.ts';
import type {Run} from '../command.ts';
import {type Column, tableText} from '../table-text.ts';
import {checkProjectFlag} from './meant-project.ts';
import {readInCommand} from './read-in-command.ts';

const columnsIn = (projectId: string): readonly Column<ListedPrincipal>[] => [
	{title: 'TYPE', value: ({type}) => type ?? ''},
	{title: 'PRINCIPAL ID', value: ({id}) => id || 'a record without an id', least: 36},
	{
		title: 'RIGHTS',
		value: ({policy}) => (policy ? policyWords(policy, projectId).join('; ') : ''),
		least: 10,
		priority: 1,
	},
];

/** Lists every page of a project's principals: the records for scripts, a table for a person. */
export const runListPrincipals: Run = async context => {
	const checked = checkProjectFlag(context);
	if (!checked.ok) return checked;
	const {signal, voice, wantsJson} = context;
	const read = await readInCommand(context, async iam => allPages(iam.listPrincipals({signal})));
	if (!read.ok) return read;
	const {value: principals, project} = read.value;
	if (!wantsJson) voice.note(plural(principals.length, 'principal'));
	return ok({
		kind: 'value',
		value: {records: principals.map(({raw}) => raw)},
		text: view => tableText(principals, columnsIn(project.id), view),
	});
};
