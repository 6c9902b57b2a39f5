import {delimiter} from 'node:path';
import {childVariables} from './child-variables.ts';
import {findProgram} from './find-program.ts';
import {startDetached} from './start-detached.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const commandOf = (entry: string, url: string, path: string | undefined) => {
	const whole = findProgram(entry, path);
	const [name = '', ...given] = whole ? [whole] : entry.split(/\s+/);
	const program = whole ?? findProgram(name, path);
	const filled = given.map(argument => argument.replaceAll('%s', url));
	return {program, args: given.some(argument => argument.includes('%s')) ? filled : [...filled, url]};
};

/**
 * Opens an address in a browser: the first of `$BROWSER` that starts (a list; each an absolute path or a name in PATH,
 * with arguments, `%s` for the address), or else the system's own; false when none could be started, or the address is
 * not one of the web.
 */
export const openBrowser = async (url: string, variables: Variables): Promise<boolean> => {
	if (!URL.canParse(url)) return false;
	const {protocol, href} = new URL(url);
	if (protocol !== 'https:' && protocol !== 'http:') return false;
	const chosen = (variables['BROWSER'] ?? '').split(delimiter).map(entry => entry.trim());
	const entries = chosen.filter(entry => entry !== '');
	if (entries.length === 0) {
		const {openUrl} = await import('./open-url.ts');
		return openUrl(href);
	}
	for (const entry of entries) {
		const {program, args} = commandOf(entry, href, variables['PATH']);
		if (program && (await startDetached(program, args, childVariables(variables)))) return true;
	}
	return false;
};
