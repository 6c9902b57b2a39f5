import {type ClipboardDeps, type Copied, copyWithTool} from '../system/clipboard.ts';
import {osc52} from './osc52.ts';

type Deps = ClipboardDeps & {
	/** Writes to the terminal between two frames; what is written draws nothing. */
	readonly write: (sequence: string) => unknown;
};

/** Puts a text into the clipboard: of the terminal (OSC 52), and of this computer where it has a tool for it. */
export const copyText = async (text: string, {write, ...deps}: Deps): Promise<Copied> => {
	const sequence = osc52(text, deps.variables);
	if (sequence !== undefined) write(sequence);
	return {...(await copyWithTool(text, deps)), isSent: sequence !== undefined};
};
