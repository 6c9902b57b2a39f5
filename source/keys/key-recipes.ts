import {type Algorithm, algorithms} from './algorithms.ts';
import {slugOf} from './slug.ts';

/** The programs with which a person can make a key pair without this one. */
export const keyTools = ['openssl', 'ssh-keygen'] as const;
export type KeyTool = (typeof keyTools)[number];

/** One command that a person runs, and what it does. */
export type RecipeStep = {readonly what: string; readonly command: string};

/** How a key pair is made by hand with one program. */
export type KeyRecipe = {
	readonly tool: KeyTool;
	/** The pair, which asks for a passphrase; then its public half as PEM. */
	readonly steps: readonly [RecipeStep, RecipeStep];
	/** Both steps as one line: several pasted lines would answer the question for the passphrase. */
	readonly line: string;
	/** The same private key in another file, with a passphrase that takes longer to guess. */
	readonly stronger: RecipeStep;
	readonly privateFile: string;
	readonly publicFile: string;
};

type Asked = {
	readonly tool: KeyTool;
	/** What the files are called; letters that a shell or a disk could mind are left out. */
	readonly name: string;
	/** The lines of PowerShell and cmd instead of those of a POSIX shell. */
	readonly isWindows?: boolean;
};

const curves = {'P-256': 256, 'P-521': 521} as const;

const pairCommand = (algorithm: Algorithm, tool: KeyTool, file: string): string => {
	const {key} = algorithms[algorithm];
	if (tool === 'openssl') {
		const kind =
			key.type === 'rsa'
				? `RSA -pkeyopt rsa_keygen_bits:${key.modulusLength}`
				: `EC -pkeyopt ec_paramgen_curve:${key.namedCurve}`;
		return `openssl genpkey -algorithm ${kind} -aes-256-cbc -out ${file}`;
	}
	const kind = key.type === 'rsa' ? `rsa -b ${key.modulusLength}` : `ecdsa -b ${curves[key.namedCurve]}`;
	return `ssh-keygen -t ${kind} -m PKCS8 -f ${file}`;
};

/**
 * Tells the commands that make a key pair for an algorithm: the private key encrypted as PKCS#8, the public one as PEM.
 * No name in them needs quoting in any shell.
 */
export const keyRecipe = (algorithm: Algorithm, {tool, name, isWindows = false}: Asked): KeyRecipe => {
	const slug = slugOf(name);
	const [privateFile, publicFile] = [`${slug}.pem`, `${slug}-public.pem`];
	const pair = pairCommand(algorithm, tool, privateFile);
	const half =
		tool === 'openssl'
			? `openssl pkey -in ${privateFile} -pubout -out ${publicFile}`
			: `ssh-keygen -e -m PKCS8 -f ${privateFile}.pub > ${publicFile}`;
	// PowerShell writes what it redirects as UTF-16, and knows && only since version 7.
	const inCmd = (command: string) => (isWindows ? `cmd /c "${command}"` : command);
	return {
		tool,
		steps: [
			{what: 'Make the key pair; you are asked for a passphrase', command: pair},
			{
				what: `Write its public half as PEM${tool === 'openssl' ? '; you are asked once more' : ''}`,
				command: tool === 'openssl' ? half : inCmd(half),
			},
		],
		line: inCmd(`${pair} && ${half}`),
		stronger: {
			what: 'Optional: 600,000 rounds instead of 2,048, in a new file',
			command: `openssl pkcs8 -topk8 -in ${privateFile} -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000 -out ${slug}-strong.pem`,
		},
		privateFile,
		publicFile,
	};
};
