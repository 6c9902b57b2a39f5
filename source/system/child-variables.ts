import {delimiter, isAbsolute} from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** Gives the variables that another program is started with: none of ours, and no folder in `PATH` that depends on where one stands. */
export const childVariables = (variables: Variables): Record<string, string> => {
	const kept: Record<string, string> = {};
	for (const [name, value] of Object.entries(variables)) {
		if (value === undefined || name.toUpperCase().startsWith('PAT_TUI_')) continue;
		const isPath = name.toUpperCase() === 'PATH';
		kept[name] = isPath
			? value
					.split(delimiter)
					.filter(folder => isAbsolute(folder))
					.join(delimiter)
			: value;
	}
	return kept;
};
