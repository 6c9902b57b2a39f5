import type {AppState} from '../store/app-store.ts';
import {selectLogEntry} from '../store/log-slice.ts';
import type {PagedText} from '../store/pager-slice.ts';
import {wantedPolicy} from '../store/permissions-draft.ts';
import {selectPermissionsColumn} from '../store/permissions-slice.ts';
import {selectToken} from '../store/tokens-slice.ts';
import {selectTriesOf} from '../store/tries-slice.ts';
import {asciiSigns} from '../terminal/signs.ts';
import {jsonText} from '../text/json-text.ts';
import {diagnosisFacts} from './facts/diagnosis-facts.ts';
import {type Fact, factLines} from './facts/fact.ts';
import {logFacts} from './facts/log-facts.ts';
import {tokenFacts} from './facts/token-facts.ts';

const columns = 100;

// A pager may draw less than this terminal does.
const signs = asciiSigns;

const textOf = (title: string, facts: readonly Fact[]): string => {
	const lines = factLines(facts, columns).map(({lead = '', text}) => `${lead}${text}`.trimEnd());
	return `${[title, '', ...lines].join('\n')}\n`;
};

/** All that is known of the token whose page is open, for a pager. */
export const pagedToken = (state: AppState, now: number): PagedText | undefined => {
	const route = state.routes.findLast(({name}) => name === 'token');
	const token = route?.name === 'token' ? selectToken(route.tokenId)(state) : undefined;
	if (!token) return undefined;
	const detail = state.detail?.tokenId === token.id ? state.detail : undefined;
	const tries = state.tries && selectTriesOf(token.id)(state);
	// Its keys do nothing in a pager.
	const facts = tokenFacts({token, keys: state.keys, detail, tries, now, signs}, () => undefined);
	return {name: 'token.txt', text: textOf('Token', facts)};
};

/** What was found about a `.env` file, for a pager. */
export const pagedDiagnosis = ({diagnosis}: AppState): PagedText | undefined => {
	const {path, checks, page} = diagnosis ?? {};
	if (page !== 'found' || path === undefined || !checks) return undefined;
	return {name: 'diagnosis.txt', text: textOf('Diagnosis', diagnosisFacts({path, checks}, signs))};
};

/** One entry of the log, for a pager. */
export const pagedLogEntry = (state: AppState): PagedText | undefined => {
	const route = state.routes.findLast(({name}) => name === 'log-entry');
	const entry = route?.name === 'log-entry' ? selectLogEntry(route.entryId)(state) : undefined;
	return entry && {name: 'log-entry.txt', text: textOf('Log entry', logFacts(entry, signs))};
};

/** The policy of the project that the cursor is in, as JSON for a pager. */
export const pagedPolicy = (state: AppState): PagedText | undefined => {
	const column = selectPermissionsColumn(state);
	return column && {name: 'policy.json', text: `${jsonText(wantedPolicy(column), 2)}\n`};
};
