import {carriesText} from './carries-text.ts';
import {phpLine} from './php-line.ts';

// It takes no control character in quotes that is no blank.
const holdsControls = (value: string) => /(?![\t\n\v\f\r\u0085])\p{Cc}/u.test(value);

/**
 * Writes one line of a `.env` file that DotNetEnv reads back as exactly this value; undefined where it has no way to
 * write it. Its escapes are those of phpdotenv.
 */
export const dotnetLine = (name: string, value: string): string | undefined =>
	carriesText(value) && !holdsControls(value) ? phpLine(name, value) : undefined;
