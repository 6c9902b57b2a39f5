import type {SnippetParts} from './snippet-parts.ts';

/** Writes TypeScript for `@affinidi-tdk/auth-provider`. */
export const typescriptSnippet = ({
	file,
	fields,
}: SnippetParts): string => `import {AuthProvider} from '@affinidi-tdk/auth-provider';
import {config} from 'dotenv';

config({path: '${file}', quiet: true});

const read = (name: string): string => {
	const value = process.env[name];
	if (!value) throw new Error(\`\${name} is not set\`);
	return value;
};

const authProvider = new AuthProvider({
${fields.map(({parameter, variable}) => `\t${parameter}: read('${variable}'),`).join('\n')}
});

// Ask for it before each call: it is got anew when it has expired.
const projectScopedToken = await authProvider.fetchProjectScopedToken();
`;
