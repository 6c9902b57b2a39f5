import {createInterface} from 'node:readline';
import {makeSandbox} from '../../source/sandbox/sandbox.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemRandom} from '../../source/system/random.ts';

/** What the rival writes for each request. */
export type RivalAnswer = {readonly id: number; readonly status: number; readonly body: string};

// A process of its own over somebody else's directory: reads `{id, method, path, headers, body}` lines, answers each with a line.
const [directory = ''] = process.argv.slice(2);
const sandbox = await makeSandbox({
	directory,
	origin: 'http://localhost:2777',
	clock: systemClock,
	random: systemRandom,
	autoApprove: true,
});

for await (const line of createInterface({input: process.stdin})) {
	const {id, method, path, headers, body} = JSON.parse(line);
	void sandbox
		.fetch(new Request(`http://localhost:2777${path}`, {method, headers, body}))
		.then(async response => {
			process.stdout.write(`${JSON.stringify({id, status: response.status, body: await response.text()})}\n`);
		});
}
