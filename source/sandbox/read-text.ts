import {fail, ok, type Result} from '../result.ts';
import {payloadTooLarge, type Refusal} from './refusal.ts';

/** The longest request body that is read, in bytes (1 MiB). */
export const longestBody = 1024 * 1024;

/** Reads a request's body as UTF-8, and stops reading where it is too long. */
export const readText = async (request: Request): Promise<Result<string, Refusal>> => {
	if (request.body === null) return ok('');
	const reader = request.body.getReader();
	const parts: Uint8Array[] = [];
	let length = 0;
	for (;;) {
		const {done, value} = await reader.read();
		if (done) return ok(new TextDecoder().decode(Buffer.concat(parts)));
		length += value.byteLength;
		if (length > longestBody) {
			await reader.cancel();
			return fail(payloadTooLarge);
		}
		parts.push(value);
	}
};
