import * as v from 'valibot';
import {fail, ok, type Result} from '../result.ts';
import {readText} from './read-text.ts';
import {invalidParameter, type Refusal} from './refusal.ts';

// Enough to mend a request by; a body full of mistakes must not make a reply many times its size.
const mostDetails = 20;

/** Checks what a client sent against a schema; the refusal (400) names each field, and never repeats a value, which may be a secret. */
export const parseInput = <T>(
	schema: v.GenericSchema<unknown, T>,
	input: unknown,
	location: 'body' | 'query' | 'path',
): Result<T, Refusal> => {
	const parsed = v.safeParse(schema, input);
	if (parsed.success) return ok(parsed.output);
	const details = parsed.issues.slice(0, mostDetails).map(issue => ({
		issue: issue.message.replace(/ but received .*$/su, ''),
		field: v.getDotPath(issue) ?? location,
		location,
	}));
	return fail(invalidParameter(details[0]?.field ?? location, details));
};

const parseText = (text: string, isForm: boolean): Result<unknown, Refusal> => {
	if (isForm) return ok(Object.fromEntries(new URLSearchParams(text)));
	try {
		return ok(JSON.parse(text));
	} catch {
		return fail(invalidParameter('body', [{issue: 'not valid JSON', location: 'body'}]));
	}
};

/** Reads and checks a request's body: JSON, or a form where the request says so and `form` allows it. */
export const readInput = async <T>(
	request: Request,
	schema: v.GenericSchema<unknown, T>,
	{form = false}: {readonly form?: boolean} = {},
): Promise<Result<T, Refusal>> => {
	const text = await readText(request);
	if (!text.ok) return text;
	const body = parseText(text.value, form && isFormEncoded(request));
	return body.ok ? parseInput(schema, body.value, 'body') : body;
};

/** Tells whether a request's body is form-encoded (`application/x-www-form-urlencoded`). */
export const isFormEncoded = (request: Request): boolean =>
	/^\s*application\/x-www-form-urlencoded\s*(;|$)/iu.test(request.headers.get('content-type') ?? '');
