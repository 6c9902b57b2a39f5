/** The release of the official CLI whose contract this client follows; the portal may refuse requests without one. */
export const followedRelease = '2.15.0';

/**
 * Gives the release that is named to the service as `affinidi-cli-version`: `PAT_TUI_CLI_VERSION` where that is a token of
 * RFC 9110 (section 5.6.2) of at most 64 characters, else the one whose contract is followed here.
 */
export const clientRelease = (variables: Readonly<Record<string, string | undefined>>): string => {
	const asked = variables['PAT_TUI_CLI_VERSION'] ?? '';
	return /^[\w!#$%&'*+.^`|~-]{1,64}$/.test(asked) ? asked : followedRelease;
};
