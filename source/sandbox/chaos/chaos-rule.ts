import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import {type ChaosFault, type ChaosWord, chaosWords} from './chaos-words.ts';

/** What happens to which requests. */
export type ChaosRule = {
	/** In capitals, or `*`. */
	readonly method: string;
	/** A path in which `*` stands for anything. */
	readonly path: string;
	readonly fault: ChaosFault | undefined;
	/** What the fault was given: a status, or a count of bytes. */
	readonly value: number | undefined;
	/** Seconds. */
	readonly retryAfter: number | undefined;
	/** Whether the request has its effect although it is answered otherwise. */
	readonly isDone: boolean;
	readonly slowMs: number;
	/** How many requests meet it; may be infinite. */
	readonly times: number;
	/** How many requests pass before. */
	readonly after: number;
};

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', '*'];
const faultsInPlaceOfAnAnswer: readonly ChaosFault[] = ['status', 'html', 'redirect', 'hold'];

const quoted = (text: string) => `"${sanitise(text)}"`;

const findWord = (name: string): ChaosWord | undefined => chaosWords.find(word => word.name === name);

const readNumber = (word: ChaosWord, text: string | undefined): Result<number | undefined, string> => {
	const {name, value} = word;
	if (value === undefined) return text === undefined ? ok(undefined) : fail(`${name} takes no value.`);
	if (text === undefined && value.isOptional) return ok(undefined);
	const number = /^\d{1,9}$/u.test(text ?? '') ? Number(text) : Number.NaN;
	return number >= value.least && number <= value.most
		? ok(number)
		: fail(`${name} takes a number from ${value.least} to ${value.most}: ${name}=${value.name}.`);
};

const readWords = (texts: readonly string[]): Result<ReadonlyMap<string, number | undefined>, string> => {
	const given = new Map<string, number | undefined>();
	for (const text of texts) {
		const [name = '', ...rest] = text.split('=');
		const word = findWord(name);
		if (word === undefined) {
			return fail(
				`There is no effect ${quoted(name)}: ${chaosWords.map(({name: known}) => known).join(', ')}.`,
			);
		}
		const number = readNumber(word, rest.length > 0 ? rest.join('=') : undefined);
		if (!number.ok) return number;
		if (given.has(name)) return fail(`${name} is given twice.`);
		given.set(name, number.value);
	}
	return ok(given);
};

/** Reads `METHOD PATH EFFECT… [times=N] [after=N]`; the error is a sentence that names the part that is wrong. */
export const parseChaosRule = (text: string): Result<ChaosRule, string> => {
	const [methodText = '', path = '', ...texts] = text.split(/\s+/u).filter(part => part !== '');
	const method = methodText.toUpperCase();
	if (!methods.includes(method)) {
		return fail(`${quoted(methodText)} is no method: ${methods.slice(0, -1).join(', ')}, or * for all.`);
	}
	if (!/^[/*]/u.test(path)) return fail(`${quoted(path)} is no path: one begins with / or *.`);
	const words = readWords(texts);
	if (!words.ok) return words;

	const given = words.value;
	const faults = chaosWords.flatMap(word =>
		word.kind === 'fault' && given.has(word.name) ? [word.name] : [],
	);
	const [fault, second] = faults;
	if (second !== undefined) return fail(`${fault} and ${second} can't happen to one request.`);
	if (fault === undefined && !given.has('slow')) return fail('The effect is missing, such as status=503.');
	const value = fault && given.get(fault);
	if (given.has('retry-after') && !(fault === 'status' && (value === 429 || value === 503)))
		return fail('retry-after goes with status=429 or status=503.');
	const isDone = given.has('done');
	if (isDone && !faultsInPlaceOfAnAnswer.some(name => name === fault))
		return fail(`done goes with ${faultsInPlaceOfAnAnswer.join(', ')}.`);
	return ok({
		method,
		path,
		fault,
		value,
		retryAfter: given.get('retry-after'),
		isDone,
		slowMs: given.get('slow') ?? 0,
		times: given.get('times') ?? Number.POSITIVE_INFINITY,
		after: given.get('after') ?? 0,
	});
};
