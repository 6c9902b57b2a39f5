import type {Algorithm} from '../../keys/algorithms.ts';
import type {KmsReference} from '../../keys/kms/kms-reference.ts';
import {jsonText} from '../../text/json-text.ts';
import {kmsSigner} from './kms-signers.ts';

/** What a program needs to act as a token whose key is in a KMS; nothing of it is secret. */
export type KmsSnippetValues = {
	readonly tokenId: string;
	/** The registered key's kid. */
	readonly keyId: string;
	readonly projectId: string;
	readonly tokenEndpoint: string;
	readonly apiGatewayUrl: string;
	readonly algorithm: Algorithm;
	readonly reference: KmsReference;
};

/** The octets of r and of s in JOSE's form of a signature (RFC 7518, 3.4). */
const ecdsaOctets: Partial<Readonly<Record<Algorithm, number>>> = {ES256: 32, ES512: 66};

const joseForm = (service: string, octets: number) => `
// ${service} answers in DER; a JWT wants r and s side by side.
const sign = async (message: Buffer): Promise<Buffer> => {
	const der = await signed(message);
	let at = der.readUInt8(1) === 0x81 ? 3 : 2;
	const next = (): Buffer => {
		const length = der.readUInt8(at + 1);
		const number = der.subarray(at + 2, at + 2 + length);
		at += 2 + length;
		return Buffer.concat([Buffer.alloc(${octets}), number]).subarray(-${octets});
	};
	return Buffer.concat([next(), next()]);
};
`;

/** Writes TypeScript that signs with the cloud's own SDK and gets project-scoped tokens by itself (contract 4.1): no official SDK can. */
export const kmsSnippet = ({algorithm, reference, ...values}: KmsSnippetValues): string => {
	const {service, packages, imports, hashes, signed, givesDer} = kmsSigner(reference, algorithm);
	const octets = givesDer ? ecdsaOctets[algorithm] : undefined;
	return `// npm install ${packages.join(' ')}
// The private key stays in ${service}: nothing here is secret.
import {${hashes ? 'createHash, ' : ''}randomUUID} from 'node:crypto';
${imports.join('\n')}

const tokenId = ${jsonText(values.tokenId)};
const keyId = ${jsonText(values.keyId)};
const projectId = ${jsonText(values.projectId)};
const tokenEndpoint = ${jsonText(values.tokenEndpoint)};
const apiGatewayUrl = ${jsonText(values.apiGatewayUrl)};

${signed}${octets === undefined ? '\nconst sign = signed;\n' : joseForm(service, octets)}
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const clientAssertion = async (): Promise<string> => {
	const now = Math.floor(Date.now() / 1000);
	const header = encode({alg: '${algorithm}', typ: 'JWT', kid: keyId});
	const claims = encode({
		iss: tokenId,
		sub: tokenId,
		aud: tokenEndpoint,
		jti: randomUUID(),
		iat: now,
		exp: now + 300,
	});
	const signature = await sign(Buffer.from(\`\${header}.\${claims}\`));
	return \`\${header}.\${claims}.\${signature.toString('base64url')}\`;
};

type Granted = {readonly access_token: string; readonly accessToken: string};

const post = async (url: string, init: RequestInit): Promise<Granted> => {
	const response = await fetch(url, {method: 'POST', ...init});
	if (!response.ok) throw new Error(\`\${url} replied \${response.status}\`);
	return (await response.json()) as Granted;
};

export const fetchProjectScopedToken = async (): Promise<string> => {
	const {access_token: accessToken} = await post(tokenEndpoint, {
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			scope: 'openid',
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: await clientAssertion(),
			client_id: tokenId,
		}),
	});
	const scoped = await post(\`\${apiGatewayUrl}/iam/v1/sts/create-project-scoped-token\`, {
		headers: {authorization: \`Bearer \${accessToken}\`, 'content-type': 'application/json'},
		body: JSON.stringify({projectId}),
	});
	return scoped.accessToken;
};
`;
};
