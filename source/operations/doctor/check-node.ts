import type {Finding} from './finding.ts';

const least = [20, 12] as const;
/** The oldest release line that still gets security fixes. */
const oldestMaintained = 22;

/** Checks the version of Node, e.g. `20.12.0`, against the oldest that pat-tui runs on. */
export const checkNode = (version: string): Finding => {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const found = {id: 'node', title: 'Node', detail: version};
	if (major < least[0] || (major === least[0] && minor < least[1])) {
		return {...found, status: 'failed', remedy: `Install Node ${least.join('.')} or later.`};
	}
	if (major >= oldestMaintained) return {...found, status: 'ok'};
	const remedy = `It works, but gets no security fixes any more: Node ${oldestMaintained} or later does.`;
	return {...found, status: 'attention', remedy};
};
