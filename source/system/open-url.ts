import open from 'open';
import {hasStarted} from './start-detached.ts';

/** Opens an address in what this system takes for the browser; false where there is none. A chunk of its own: only a sign-in needs it. */
export const openUrl = async (url: string): Promise<boolean> => {
	try {
		return await hasStarted(await open(url));
	} catch {
		// No way to open anything here: the person has the address.
		return false;
	}
};
