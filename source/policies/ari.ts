/** Names a token as the principal of a project's policy (Affinidi resource identifier, contract 3.2). */
export const tokenPrincipal = (projectId: string, tokenId: string): string =>
	`ari:iam::${projectId}:token/${tokenId}`;

/** Names every resource of a project, of whatever service. */
export const projectResource = (projectId: string): string => `*:${projectId}:*`;

/** Names a token or a user as the principal of a project's policy. */
export const principalAri = (
	projectId: string,
	{id, type}: {readonly id: string; readonly type: 'token' | 'user'},
): string => `ari:iam::${projectId}:${type}/${id}`;
