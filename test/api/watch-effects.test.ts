import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as v from 'valibot';
import {type EndedEffect, type SentEffect, watchEffects} from '../../source/api/watch-effects.ts';
import {anHttp} from './an-http.ts';

const url = 'http://localhost:1/iam/v1/tokens?secret=canary';

/** Sends one request over a network that answers as told; gives what was seen of it, in order. */
const seen = async (answer: typeof fetch, effect?: {readonly name: string; readonly subject?: string}) => {
	const log: (SentEffect | EndedEffect | 'request')[] = [];
	const {http} = anHttp(undefined, async (...input) => {
		log.push('request');
		return answer(...input);
	});
	const watched = watchEffects(http, async sent => {
		log.push(sent);
		return async ended => {
			log.push(ended);
		};
	});
	await watched.send({method: 'POST', url, json: {}, schema: v.unknown(), ...(effect && {effect})});
	return log;
};

const effect = {name: 'create-token', subject: 'a name'};
const sent: SentEffect = {...effect, method: 'POST', path: '/iam/v1/tokens'};
const failing = (code: string) => async () => {
	throw Object.assign(new Error(code), {code});
};

test('an effect is told before it is sent and after it has ended, with its status and without its query', async () => {
	assert.deepEqual(await seen(async () => Response.json({}, {status: 201}), effect), [
		sent,
		'request',
		{outcome: 'done', status: 201},
	]);
});

test('a refusal is told with the trace id of the service', async () => {
	const body = {name: 'InvalidParameterError', message: 'no', traceId: 'trace-1'};
	assert.deepEqual((await seen(async () => Response.json(body, {status: 400}), effect)).at(-1), {
		outcome: 'refused',
		status: 400,
		traceId: 'trace-1',
	});
});

test('what may have happened is unsure, and what never left this computer was not sent', async () => {
	assert.deepEqual((await seen(async () => Response.json({}, {status: 503}), effect)).at(-1), {
		outcome: 'unsure',
		status: 503,
	});
	assert.deepEqual((await seen(failing('ECONNRESET'), effect)).at(-1), {outcome: 'unsure'});
	assert.deepEqual((await seen(failing('ECONNREFUSED'), effect)).at(-1), {outcome: 'not-sent'});
});

test('a request without an effect is sent and not told', async () => {
	assert.deepEqual(await seen(async () => Response.json({})), ['request']);
});
