import type {Custody} from './session-store.ts';

const because = (reason: string | undefined) => (reason ? ` (not in the system's keyring: ${reason})` : '');

/** Says where a session is kept. */
export const custodyWords = (custody: Custody | undefined): string => {
	switch (custody?.kind) {
		case 'keyring':
			return "in the system's keyring";
		case 'file':
			return `in ${custody.file}, readable by you alone${because(custody.reason)}`;
		case 'memory':
			return `nowhere: it is gone with this program${because(custody.reason)}`;
		case undefined:
			return 'nowhere';
	}
};
