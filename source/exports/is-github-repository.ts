/** Whether a text names a repository of GitHub as `gh --repo` takes it: `OWNER/NAME`, or with a host before it. */
export const isGithubRepository = (text: string): boolean =>
	/^(?:[\w.][\w.-]*\/){1,2}[\w.][\w.-]*$/u.test(text);
