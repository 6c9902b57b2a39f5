import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {projectRoot} from './project-root.mjs';

const licenceText = async folder => {
	const names = await readdir(folder);
	const texts = names.filter(name => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
	const contents = await Promise.all(texts.map(name => readFile(join(folder, name), 'utf8')));
	return contents.map(text => text.trim()).join('\n\n');
};

/** The text of `notices.txt`: name, version and licence of every package of which the bundle holds a line. */
export const notices = async ({outputs}) => {
	const inputs = Object.values(outputs).flatMap(output => Object.keys(output.inputs));
	// A shim speaks for the package whose code it wraps or stands in for, and imports it by path: it is listed by that.
	const folders = inputs.map(
		input => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input.replace(/^[\w-]+:/, ''))?.[0],
	);
	const sections = new Map();
	for (const folder of [...new Set(folders)].filter(found => found !== undefined).sort()) {
		const path = folder.startsWith('/') ? folder : join(projectRoot, folder);
		const {name, version, license, author} = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
		const text = await licenceText(path);
		if (license === undefined && text === '') {
			throw new Error(`${name} ${version} comes without a licence`);
		}

		const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
		sections.set(
			`${name} ${version}`,
			`${name} ${version} (${license})\n\n${text === '' ? `Copyright ${holder}. Licence: ${license}.` : text}`,
		);
	}

	const rule = `\n\n${'-'.repeat(80)}\n\n`;
	return `pat-tui holds code of these packages:\n\n${[...sections.values()].join(rule)}\n`;
};
