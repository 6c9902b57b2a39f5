import type {SessionStoreChoice} from '../../config/stored-settings.ts';
import type {Keyring} from '../../system/keyring.ts';
import type {Finding} from './finding.ts';

/** Asks the system's keyring for an entry that nobody made: any answer will do. */
export const checkKeyring = async (
	keyring: Pick<Keyring, 'get'>,
	choice: SessionStoreChoice,
): Promise<Finding> => {
	const found = {id: 'keyring', title: 'Keyring'};
	if (choice === 'file') {
		return {...found, status: 'ok', detail: 'not asked: sessions are kept in a file here'};
	}
	const answer = await keyring.get({service: 'pat-tui', account: 'doctor'});
	if (answer.ok) return {...found, status: 'ok', detail: 'answers'};
	const remedy =
		choice === 'keyring'
			? 'Sessions are not kept at all: install or unlock a keyring, or set session.store to auto.'
			: 'Sessions are kept in a file that only you can read; a keyring that is installed and unlocked is used instead.';
	return {...found, status: 'attention', detail: answer.error.message, remedy};
};
