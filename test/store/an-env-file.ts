import {readFileSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {sandboxEnvironment} from '../../source/config/environments.ts';
import type {AStore} from './a-store.ts';

/** The private key that stands in the file. */
export const keyOfEnvFile = readFileSync('test/keys/vectors/p256.pem', 'utf8').trim();

/** Makes a token on that key, and writes the `.env` of an application that uses it; changed by `change`, where undefined leaves a line out. */
export const anEnvFile = async (
	app: AStore,
	name: string,
	change: Readonly<Record<string, string | undefined>> = {},
) => {
	const {beginDraft, editDraft, startCreate, takePastedKey, go} = app.state();
	beginDraft();
	go({name: 'create'});
	editDraft({name, permissions: 'issue'});
	takePastedKey(readFileSync('test/keys/vectors/p256-spki.pem', 'utf8'));
	await app.until(({draft}) => draft.brought !== undefined);
	editDraft({keyOrigin: 'brought', algorithm: 'ES256'});
	await startCreate();
	const {run, activeProject} = app.state();
	const {apiUrl, tokenEndpoint} = sandboxEnvironment;
	const path = join(app.home, 'app.env');
	const write = async (own: typeof change) => {
		const lines = {
			TOKEN_ID: run?.tokenId,
			PROJECT_ID: activeProject?.id,
			PRIVATE_KEY: `"${keyOfEnvFile.replaceAll('\n', String.raw`\n`)}"`,
			API_GATEWAY_URL: apiUrl,
			TOKEN_ENDPOINT: tokenEndpoint,
			...own,
		};
		const text = Object.entries(lines).flatMap(([key, value]) =>
			value === undefined ? [] : `${key}=${value}\n`,
		);
		await writeFile(path, text.join(''));
	};
	await write(change);
	app.state().restart({name: 'tokens'});
	return {path, write};
};
