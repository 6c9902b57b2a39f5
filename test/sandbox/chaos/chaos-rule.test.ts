import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type ChaosRule, parseChaosRule} from '../../../source/sandbox/chaos/chaos-rule.ts';
import {type ChaosFault, type ChaosWord, chaosWords} from '../../../source/sandbox/chaos/chaos-words.ts';
import {anyCharacter} from '../../any-character.ts';

const plain: ChaosRule = {
	method: 'POST',
	path: '/iam/v1/tokens',
	fault: 'status',
	value: 503,
	retryAfter: undefined,
	isDone: false,
	slowMs: 0,
	times: Number.POSITIVE_INFINITY,
	after: 0,
};

test('a rule is a method, a path and an effect, with its conditions in any order', () => {
	const cases: readonly (readonly [string, Partial<ChaosRule>])[] = [
		['POST /iam/v1/tokens status=503', {}],
		['  post\t/iam/v1/tokens   status=503 ', {}],
		['* * drop-after', {method: '*', path: '*', fault: 'drop-after', value: undefined}],
		['POST /iam/v1/tokens times=2 status=503 after=1', {times: 2, after: 1}],
		['POST /iam/v1/tokens status=429 retry-after=7', {value: 429, retryAfter: 7}],
		['POST /iam/v1/tokens html', {fault: 'html', value: undefined}],
		['POST /iam/v1/tokens html=502 done', {fault: 'html', value: 502, isDone: true}],
		['POST /iam/v1/tokens truncate=0', {fault: 'truncate', value: 0}],
		['POST /iam/v1/tokens slow=250', {fault: undefined, value: undefined, slowMs: 250}],
		['POST /iam/v1/tokens hold slow=250', {fault: 'hold', value: undefined, slowMs: 250}],
	];
	for (const [text, differences] of cases)
		assert.deepEqual(parseChaosRule(text), {ok: true, value: {...plain, ...differences}}, text);
});

test('a rule that can’t be read is refused with the part that is wrong', () => {
	const cases: readonly (readonly [string, RegExp])[] = [
		['', /^"" is no method: GET, /],
		['FETCH /x drop-before', /^"FETCH" is no method/],
		['GET', /^"" is no path/],
		['GET iam drop-before', /^"iam" is no path/],
		['GET /x', /^The effect is missing/],
		['GET /x times=2', /^The effect is missing/],
		['GET /x explode', /^There is no effect "explode": status, /],
		['GET /x status', /^status takes a number from 400 to 599: status=NNN\.$/],
		['GET /x status=200', /^status takes a number from 400/],
		['GET /x status=4e2', /^status takes/],
		['GET /x status=', /^status takes/],
		['GET /x drop-before=1', /^drop-before takes no value/],
		['GET /x html=', /^html takes a number/],
		['GET /x times=0 hold', /^times takes a number from 1 to/],
		['GET /x hold hold', /^hold is given twice/],
		['GET /x hold html', /^html and hold can't happen to one request/],
		['GET /x status=500 retry-after=1', /^retry-after goes with status=429/],
		['GET /x slow=1 retry-after=1', /^retry-after goes with status=429/],
		['GET /x drop-after done', /^done goes with status, html, redirect, hold/],
		['GET /x slow=1 done', /^done goes with/],
		['\u001b[31m /x hold', /^"\uFFFD\[31m" is no method/],
	];
	for (const [text, expected] of cases) {
		const parsed = parseChaosRule(text);
		assert.ok(!parsed.ok, text);
		assert.match(parsed.error, expected, text);
	}
});

const words: readonly ChaosWord[] = chaosWords;
const numberFor = (name: string) => {
	const {value} = words.find(word => word.name === name) ?? {};
	return value === undefined ? fc.constant(undefined) : fc.integer({min: value.least, max: value.most});
};
const faults = chaosWords.flatMap(word => (word.kind === 'fault' ? [word.name] : []));
const paths = fc.stringMatching(/^[/*][\w./*-]{0,30}$/);

const texts = fc
	.record({
		method: fc.constantFrom('GET', 'POST', 'PATCH', '*'),
		path: paths,
		faultAndValue: fc
			.constantFrom<ChaosFault>(...faults)
			.chain(fault => fc.tuple(fc.constant(fault), numberFor(fault))),
		slowMs: numberFor('slow'),
		times: numberFor('times'),
		after: numberFor('after'),
	})
	.map(({method, path, faultAndValue: [fault, value], slowMs = 0, times = 1, after = 0}) => ({
		rule: {method, path, fault, value, retryAfter: undefined, isDone: false, slowMs, times, after},
		text: [
			method,
			path,
			value === undefined ? fault : `${fault}=${value}`,
			`slow=${slowMs}`,
			`times=${times}`,
			`after=${after}`,
		].join(' '),
	}));

test('what can be written down is read back as it was meant', () => {
	fc.assert(
		fc.property(texts, ({rule, text}) => {
			assert.deepEqual(parseChaosRule(text), {ok: true, value: rule});
		}),
	);
});

test('whatever is written, the answer is a rule or one sentence that can be shown', () => {
	const piece = fc.oneof(
		fc.constantFrom(...chaosWords.map(({name}) => name), 'GET', '*', '/x', '=', 'status=503', 'times=1'),
		fc.string({unit: anyCharacter}),
	);
	fc.assert(
		fc.property(fc.array(piece, {maxLength: 8}), pieces => {
			const parsed = parseChaosRule(pieces.join(' '));
			if (!parsed.ok) assert.match(parsed.error, /^[^\p{Cc}]{5,600}[.]$/u);
		}),
		{numRuns: 1000},
	);
});
