import type {Result} from '../result.ts';
import type {Secret} from '../text/secret.ts';
import type {CommandError} from './command-error.ts';
import type {Flag} from './flag.ts';
import type {Host} from './host.ts';
import type {Paint} from './paint.ts';
import type {FlagValues} from './parse-flags.ts';
import type {Prompt} from './prompt.ts';
import type {Voice} from './voice.ts';

/** How wide a text may be, in cells, and how it may be emphasised. */
export type View = {readonly columns: number; readonly paint: Paint};

/** What a command has to say on standard output. */
export type Answer =
	| {
			readonly kind: 'value';
			/** What scripts read, as JSON. */
			readonly value: unknown;
			/** What a person reads: lines that end with a line feed, sanitised. */
			readonly text: (view: View) => string;
			/** Set when the answer is that something does not work: exit code 1. */
			readonly isNegative?: boolean;
	  }
	/** Something that is itself the output, such as a `.env` file. */
	| {readonly kind: 'verbatim'; readonly text: Secret}
	| {readonly kind: 'nothing'}
	/** Another program ran in this one's place and wrote what there was to write; `code` is its exit code. */
	| {readonly kind: 'ended'; readonly code: number};

/** What a command runs with. */
export type Context = {
	readonly host: Host;
	readonly flags: FlagValues;
	/** What stood on the command line besides flags, as many as the command's operands, and then what stood behind `--`. */
	readonly operands: readonly string[];
	readonly wantsJson: boolean;
	/** Nothing may be changed at the service, and no key on this computer. */
	readonly isReadOnly: boolean;
	/** Emphasis is not wanted. */
	readonly isPlain: boolean;
	readonly voice: Voice;
	/** Asks the person; undefined where nobody may be asked. */
	readonly prompt: Prompt | undefined;
	/** Aborted when the person or the system wants the command to stop. */
	readonly signal: AbortSignal;
};

/** A command, as data alone, so that help and completion load nothing else; parsing reads the same record. */
export type Command = {
	/** The words that call it: `token create-token`. */
	readonly name: string;
	readonly summary: string;
	readonly flags: readonly Flag[];
	/** Names of what must stand besides flags. */
	readonly operands?: readonly string[];
	/** The switch that stands in the place of all operands. */
	readonly operandsUnless?: string;
	/** What has to stand behind `--`, to be handed on as it is. */
	readonly rest?: string;
	/** What the operand may be, where that is known beforehand. */
	readonly operandChoices?: readonly string[];
	/** What a flag's value is made of, where one line can't say it. */
	readonly lists?: readonly {
		readonly title: string;
		readonly rows: readonly (readonly [term: string, words: string])[];
	}[];
	readonly examples?: readonly string[];
};

/** What a command does. */
export type Run = (context: Context) => Promise<Result<Answer, CommandError>>;
