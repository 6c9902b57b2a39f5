const budget = 700 * 1024;
const screenPackages = ['react', 'react-reconciler', 'ink', 'yoga-layout', 'ink-select-input'];
const servicePackages = ['hono', '@hono/node-server'];

/** The package that a bundled file comes from, or nothing for the project's own. */
export const packageOf = input => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];

/** The chunks that one chunk cannot run without. */
const staticClosure = (outputs, start) => {
	const seen = new Set([start]);
	for (const path of seen) {
		for (const imported of outputs[path].imports) {
			if (imported.kind === 'import-statement' && imported.path in outputs) {
				seen.add(imported.path);
			}
		}
	}

	return [...seen];
};

/** Says, from esbuild's metafile, which chunks load what they must not: React in a command, the sandbox's server in a first frame. */
export const checkChunks = ({outputs}) => {
	const problems = [];
	const entries = Object.entries(outputs).filter(([, {entryPoint}]) => entryPoint !== undefined);
	for (const [path, {entryPoint}] of entries) {
		const chunks = staticClosure(outputs, path);
		const packages = new Set(chunks.flatMap(chunk => Object.keys(outputs[chunk].inputs).map(packageOf)));
		const isScreens = entryPoint === 'full-screen.ts' || entryPoint.startsWith('source/app/');
		const isSandbox = entryPoint.startsWith('source/sandbox/');
		const forbidden = [...(isScreens ? [] : screenPackages), ...(isSandbox ? [] : servicePackages)];
		for (const name of forbidden.filter(candidate => packages.has(candidate))) {
			problems.push(`${entryPoint} must not load ${name}: import it dynamically`);
		}

		const bytes = chunks.reduce((sum, chunk) => sum + outputs[chunk].bytes, 0);
		if (entryPoint === 'full-screen.ts' && bytes > budget) {
			problems.push(`${entryPoint} loads ${bytes} bytes before its first frame: ${budget} is the limit`);
		}
	}

	return problems;
};
