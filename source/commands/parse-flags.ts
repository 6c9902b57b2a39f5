import {type ParseArgsConfig, parseArgs} from 'node:util';
import {fail, ok, type Result} from '../result.ts';
import {sanitise} from '../text/sanitise.ts';
import type {Command} from './command.ts';
import {type CommandError, usageError} from './command-error.ts';
import {type Flag, globalFlags} from './flag.ts';

/** The flags that were given; asking for one that the command does not have is a bug and throws. */
export type FlagValues = {
	readonly has: (name: string) => boolean;
	/** The value of a flag; undefined when it was not given. */
	readonly text: (name: string) => string | undefined;
	/** All values of a flag that may be given several times. */
	readonly texts: (name: string) => readonly string[];
};

/** A command line, understood. */
export type ParsedFlags = {readonly flags: FlagValues; readonly operands: readonly string[]};

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, {kind: 'option'}>;

const optionsOf = (flags: readonly Flag[]): ParseArgsConfig['options'] =>
	Object.fromEntries(
		flags.map(({name, short, value}) => [
			name,
			{type: value ? 'string' : 'boolean', ...(short !== undefined && {short})},
		]),
	);

const readValue = (flag: Flag, {rawName, value, inlineValue}: OptionToken): Result<string, CommandError> => {
	if (!flag.value) return value === undefined ? ok('') : fail(usageError(`${rawName} takes no value.`));
	// A value that looks like a flag is a forgotten value more often than not.
	if (value === undefined || (!inlineValue && /^-./u.test(value))) {
		return fail(
			usageError(
				`${rawName} needs a value.`,
				`One that begins with a dash is given as --${flag.name}=${flag.value}.`,
			),
		);
	}
	if (flag.choices && !flag.choices.includes(value)) {
		return fail(usageError(`${rawName} takes one of: ${flag.choices.join(', ')}.`));
	}
	return ok(value);
};

const collect = (
	flags: readonly Flag[],
	tokens: readonly Token[],
	{takesKey}: {readonly takesKey: boolean},
): Result<FlagValues, CommandError> => {
	const given = new Map<string, string[]>();
	for (const token of tokens) {
		if (token.kind !== 'option') continue;
		const flag = flags.find(({name}) => name === token.name);
		if (!flag) {
			const hint = takesKey
				? 'A KEY that begins with a dash stands behind two dashes, at the end.'
				: undefined;
			return fail(usageError(`There is no flag ${sanitise(token.rawName)} here.`, hint));
		}
		const value = readValue(flag, token);
		if (!value.ok) return value;
		const before = given.get(flag.name) ?? [];
		if (before.length > 0 && !flag.isRepeatable && flag.value) {
			return fail(usageError(`${token.rawName} is given twice.`));
		}
		given.set(flag.name, [...before, value.value]);
	}
	const valuesOf = (name: string): readonly string[] => {
		if (!flags.some(flag => flag.name === name)) throw new Error(`No flag is called ${name}`);
		return given.get(name) ?? [];
	};
	return ok({
		has: name => valuesOf(name).length > 0,
		text: name => valuesOf(name)[0],
		texts: valuesOf,
	});
};

// A thumbprint may begin with a dash; no argument holds a NUL.
const mask = '\0';
const maskThumbprint = (argument: string) =>
	/^-[\w-]{42}$/u.test(argument) ? `${mask}${argument}` : argument;
const unmask = (operand: string) => (operand.startsWith(mask) ? operand.slice(mask.length) : operand);

/** Gives the arguments that are ours: those before `--`, behind which another program's may stand. */
export const ownArguments = (argv: readonly string[]): readonly string[] => {
	const end = argv.indexOf('--');
	return end === -1 ? argv : argv.slice(0, end);
};

/**
 * Reads the flags and operands of one command; where a command has a `rest`, what stands behind `--` is added to its
 * operands as it is. Every value stays text as it was typed, and no value is repeated in an
 * error: it might be half of a passphrase.
 */
export const parseFlags = (
	argv: readonly string[],
	{
		flags,
		operands: usual = [],
		operandsUnless,
		rest,
	}: Pick<Command, 'flags' | 'operands' | 'operandsUnless' | 'rest'>,
): Result<ParsedFlags, CommandError> => {
	const all = [...flags, ...globalFlags];
	const own = rest === undefined ? argv : ownArguments(argv);
	const takesKey = usual.includes('KEY');
	const {tokens, positionals} = parseArgs({
		args: own.map(argument => (takesKey ? maskThumbprint(argument) : argument)),
		options: optionsOf(all),
		strict: false,
		allowPositionals: true,
		tokens: true,
	});
	const values = collect(all, tokens, {takesKey});
	if (!values.ok) return values;
	const operands = operandsUnless !== undefined && values.value.has(operandsUnless) ? [] : usual;
	const missing = operands[positionals.length];
	if (missing !== undefined) {
		const instead = operandsUnless === undefined ? '' : ` (or --${operandsUnless})`;
		return fail(usageError(`${missing}${instead} is missing.`));
	}
	const handedOn = argv.slice(own.length + 1);
	if (rest !== undefined && handedOn.length === 0) {
		return fail(usageError(`${rest} is missing.`, `It stands behind two dashes: -- ${rest}.`));
	}
	if (positionals.length > operands.length) {
		const expected = operands.length === 0 ? 'nothing' : operands.join(' and ');
		return fail(
			usageError(`Besides flags, this takes ${expected}.`, 'A value with blanks in it must stand in quotes.'),
		);
	}
	return ok({flags: values.value, operands: [...positionals.map(unmask), ...handedOn]});
};
