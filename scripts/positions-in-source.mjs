import {readFileSync} from 'node:fs';
import {SourceMap} from 'node:module';
import {relative, resolve} from 'node:path';

/**
 * Makes what puts the place in the source where a text names one in a bundled file of `folder`, which has its map beside
 * it. Read here and only when it is needed: Node, told to do that, reads the map of each file that it loads.
 */
export const positionsInSource = folder => {
	const maps = new Map();
	const mapOf = file => {
		if (!maps.has(file)) {
			maps.set(file, new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))));
		}

		return maps.get(file);
	};

	const paths = [...new Set([folder, relative(process.cwd(), folder)])].map(path =>
		path.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'),
	);
	const position = new RegExp(`(?:file://)?(?:${paths.join('|')})/([\\w.-]+\\.mjs):(\\d+)(?::(\\d+))?`, 'g');
	return text =>
		text.replace(position, (found, name, line, column = '1') => {
			try {
				const file = resolve(folder, name);
				const {originalSource, originalLine, originalColumn} = mapOf(file).findEntry(line - 1, column - 1);
				const source = relative(process.cwd(), resolve(folder, originalSource));
				return `${source}:${originalLine + 1}:${originalColumn + 1}`;
			} catch {
				// What is in no source, such as the entry of the runner itself, stays as it is.
				return found;
			}
		});
};
