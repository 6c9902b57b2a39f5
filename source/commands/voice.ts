import type {StepEvent} from '../operations/step.ts';
import {duration} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';
import type {Writer} from './host.ts';
import type {Paint} from './paint.ts';

/** What a command says on standard error, beside its answer. */
export type Voice = {
	/** Something good to know, said once. With `--json` it waits, so that an error is the one line that is said. */
	readonly note: (text: string) => void;
	/** Something that the person has to read now, whole. */
	readonly say: (text: string) => void;
	/** A note about a danger. */
	readonly warn: (text: string) => void;
	/** What happened in a workflow. With `--json` nobody watches. */
	readonly progress: (event: StepEvent) => void;
	/** Says the notes that waited, and returns when everything is written. */
	readonly finish: () => Promise<void>;
	/** Says nothing that waited, and returns when everything is written. */
	readonly drop: () => Promise<void>;
};

const longestLine = 1000;
const longestAddress = 4000;

const stepLine = ({title, status, detail, ms}: StepEvent, paint: Paint): string => {
	const emphasis = {done: paint.green, failed: paint.red, skipped: String, waiting: String, running: String}[
		status
	];
	const what = [
		sanitise(title),
		...(detail === undefined ? [] : [sanitise(detail, {graphemes: longestLine})]),
	];
	return `  ${emphasis(status.padEnd(8))} ${what.join(': ')}${ms === undefined ? '' : ` (${duration(ms)})`}`;
};

/** Makes the voice of one command; whatever it is given is sanitised line by line. */
export const makeVoice = (
	stderr: Writer,
	{wantsJson, paint}: {readonly wantsJson: boolean; readonly paint: Paint},
): Voice => {
	const waiting: string[] = [];
	let written: Promise<unknown> = Promise.resolve();
	const write = (line: string) => {
		written = stderr.write(`${line}\n`);
	};
	const clean = (text: string) => sanitise(text, {graphemes: longestLine});
	const noted = new Set<string>();
	const note = (text: string) => {
		if (noted.has(text)) return;
		noted.add(text);
		if (wantsJson) waiting.push(text);
		else write(clean(text));
	};
	return {
		note,
		say(text) {
			write(sanitise(text, {graphemes: longestAddress}));
		},
		warn(text) {
			note(`Warning: ${text}`);
		},
		progress(event) {
			if (!wantsJson && event.status !== 'running') write(stepLine(event, paint));
		},
		async finish() {
			for (const text of waiting.splice(0)) write(clean(text));
			await written;
		},
		async drop() {
			await written;
		},
	};
};
