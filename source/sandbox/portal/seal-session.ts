import type {Variants} from '../variant-table.ts';

/** Encrypts a session id for the RSA public key (SPKI PEM) of whoever asked to sign in: base64 of a compact JWE (RFC 7516; contract 1.4). */
export const sealSession = async (
	sessionId: string,
	publicKey: string,
	{jwe: alg, enc}: Pick<Variants, 'jwe' | 'enc'>,
): Promise<string> => {
	const {CompactEncrypt, importSPKI} = await import('jose');
	const jwe = await new CompactEncrypt(Buffer.from(sessionId))
		.setProtectedHeader({alg, enc})
		.encrypt(await importSPKI(publicKey, alg));
	return Buffer.from(jwe).toString('base64');
};
