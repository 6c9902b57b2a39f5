import {shellQuote} from '../../text/shell-quote.ts';
import {carriesText} from './carries-text.ts';

/** Writes the command with which a POSIX shell exports exactly this value, over several lines where it has them; undefined where no variable can hold it. */
export const shellLine = (name: string, value: string): string | undefined =>
	carriesText(value) ? `export ${name}=${shellQuote(value)}` : undefined;
