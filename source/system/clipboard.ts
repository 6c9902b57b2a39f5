import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {childVariables} from './child-variables.ts';
import type {Clock} from './clock.ts';
import {findProgram} from './find-program.ts';
import {killGroup} from './kill-group.ts';
import {startChild} from './start-child.ts';

/** What came of handing a text to the tools of this computer: the one that took it, and those that did not. */
export type ToolCopy = {readonly tool: string | undefined; readonly failed: readonly string[]};

/** What is known of a copied text: which tool took it, and whether it was sent to the terminal, which never answers. */
export type Copied = ToolCopy & {readonly isSent: boolean};

/** Puts a text into the clipboard, in every way there is. */
export type Copy = (text: string) => Promise<Copied>;

/** What the tools are chosen and run with. */
export type ClipboardDeps = {
	readonly variables: Readonly<Record<string, string | undefined>>;
	readonly platform: NodeJS.Platform;
	readonly clock: Pick<Clock, 'sleep'>;
};

type Tool = {readonly name: string; readonly args: readonly string[]};

/** Milliseconds after which a tool that has not ended is given up. */
export const patienceMs = 2000;

// Those of displays, of languages (pbcopy reads its input by them) and of Windows.
const passedOn = [
	...['PATH', 'HOME', 'DISPLAY', 'XAUTHORITY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR'],
	...['LANG', 'LC_ALL', 'LC_CTYPE', 'SystemRoot', 'WSL_INTEROP'],
];

const toolsFor = ({variables, platform}: ClipboardDeps): readonly Tool[] => {
	// A tool of the computer at the other end would fill that one's clipboard.
	if (variables['SSH_TTY'] || variables['SSH_CONNECTION']) return [];
	const isWindows = platform === 'win32' || Boolean(variables['WSL_DISTRO_NAME']);
	return [
		...(isWindows ? [{name: 'clip.exe', args: []}] : []),
		...(platform === 'darwin' ? [{name: 'pbcopy', args: []}] : []),
		...(variables['WAYLAND_DISPLAY'] ? [{name: 'wl-copy', args: ['--type', 'text/plain']}] : []),
		...(variables['DISPLAY']
			? [
					{name: 'xclip', args: ['-selection', 'clipboard', '-in']},
					{name: 'xsel', args: ['--clipboard', '--input']},
				]
			: []),
	];
};

const bytesFor = ({name}: Tool, text: string): Buffer =>
	// It takes bytes beyond ASCII for an old code page, unless they are UTF-16.
	Buffer.from(text, name === 'clip.exe' && /[^\0-\x7F]/u.test(text) ? 'utf16le' : 'utf8');

const hasTaken = async (
	program: string,
	args: readonly string[],
	bytes: Buffer,
	{variables, clock}: ClipboardDeps,
): Promise<boolean> => {
	const kept = Object.fromEntries(passedOn.map(name => [name, variables[name]]));
	// Of X11 and Wayland the owner of a clipboard stays behind as a child of the tool: it must outlive this terminal, and
	// nobody may wait for the end of its output.
	const started = await startChild(program, () =>
		spawn(program, args, {
			detached: process.platform !== 'win32',
			stdio: ['pipe', 'ignore', 'ignore'],
			env: childVariables(kept),
			windowsHide: true,
		}),
	);
	if (!started.ok) return false;
	const child = started.value;
	let isRead = true;
	child.stdin.on('error', () => {
		isRead = false;
	});
	child.stdin.end(bytes);
	const over = new AbortController();
	const {signal} = over;
	try {
		const late = clock.sleep(patienceMs, signal).then((): readonly unknown[] => {
			killGroup(child.pid);
			return [];
		});
		const [code] = await Promise.race([once(child, 'exit', {signal}), late]);
		return code === 0 && isRead;
	} catch {
		// A fault of the child counts as a refusal.
		return false;
	} finally {
		over.abort();
		child.unref();
	}
};

/**
 * Hands a text to the first clipboard tool of this computer that takes it, on its standard input and never as an argument.
 * A tool has taken it when it ended with 0 in time; over SSH none is asked.
 */
export const copyWithTool = async (text: string, deps: ClipboardDeps): Promise<ToolCopy> => {
	const failed: string[] = [];
	for (const tool of toolsFor(deps)) {
		const program = findProgram(tool.name, deps.variables['PATH']);
		if (program === undefined) continue;
		if (await hasTaken(program, tool.args, bytesFor(tool, text), deps)) return {tool: tool.name, failed};
		failed.push(tool.name);
	}
	return {tool: undefined, failed};
};
