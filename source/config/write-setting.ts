import Conf from 'conf';

/** Writes one setting into `config.json` (0600) of a folder, and leaves the others as they are; throws where it can't be written. */
export const writeSetting = (folder: string, name: string, value: unknown): void => {
	const conf = new Conf({
		cwd: folder,
		configName: 'config',
		configFileMode: 0o600,
		clearInvalidConfig: false,
	});
	conf.set(name, value);
};
