/** Holds the services whose actions a policy can name: the action's prefix, which is the gateway's path too, and the name people know. */
export const services = {
	iam: 'Identity and Access',
	cis: 'Credential Issuance',
	ver: 'Credential Verification',
	cwe: 'Wallets',
	vpa: 'Login Configuration',
	ais: 'Iota',
} as const;

/** The prefix of a service's actions. */
export type Service = keyof typeof services;

/** What an action does: look, use the service for its purpose, change what is set up, or change who may do what. */
export type ActionKind = 'read' | 'use' | 'change' | 'rights';

/** An action that is known by name. */
export type KnownAction = {
	/** As it stands in a policy: `<service>:<operation>`. */
	readonly action: string;
	readonly service: Service;
	readonly operation: string;
	readonly kind: ActionKind;
	/** Goes on from "can". */
	readonly words: string;
	/** `proven` when seen in Affinidi's own material, `derived` when made by the rule those follow. */
	readonly certainty: 'proven' | 'derived';
};

const proven = new Set([
	'cis:startIssuance',
	'cis:listIssuanceDataRecords',
	'cis:changeCredentialStatus',
	'cis:getIssuanceConfigList',
	'cis:getIssuanceConfigById',
	'ais:initiateDataSharingRequest',
	'ais:fetchIotaVpResponse',
	'ais:listIotaConfigurations',
	'ais:listPexQueries',
]);

const table: Readonly<Record<Service, readonly (readonly [string, ActionKind, string])[]>> = {
	iam: [
		['addPrincipalToProject', 'rights', 'add people and tokens to the project'],
		['listPrincipalsOfProject', 'read', 'list people and tokens of the project'],
		['deletePrincipalFromProject', 'rights', 'remove people and tokens from the project'],
		['getPolicies', 'read', 'read the policies of the project'],
		['updatePolicies', 'rights', 'change the policies of the project'],
	],
	cis: [
		['startIssuance', 'use', 'start issuance'],
		['issuanceState', 'read', 'read the state of an issuance'],
		['listIssuance', 'read', 'list issuances'],
		['issueCredentials', 'use', 'issue credentials'],
		['listIssuanceDataRecords', 'read', 'list issuance records'],
		['changeCredentialStatus', 'use', 'change the status of credentials'],
		['getClaimedCredentials', 'read', 'list claimed credentials'],
		['getIssuanceIdClaimedCredential', 'read', 'read the claimed credential of an issuance'],
		['createIssuanceConfig', 'change', 'create issuance configurations'],
		['getIssuanceConfigList', 'read', 'list issuance configurations'],
		['getIssuanceConfigById', 'read', 'read issuance configurations'],
		['updateIssuanceConfigById', 'change', 'change issuance configurations'],
		['deleteIssuanceConfigById', 'change', 'delete issuance configurations'],
	],
	ver: [
		['verifyCredentials', 'use', 'verify credentials'],
		['verifyPresentation', 'use', 'verify presentations'],
		['verifyCredentialsV2', 'use', 'verify credentials (version 2)'],
		['verifyPresentationV2', 'use', 'verify presentations (version 2)'],
	],
	cwe: [
		['createWallet', 'change', 'create wallets'],
		['createWalletV2', 'change', 'create wallets (version 2)'],
		['getWallet', 'read', 'read wallets'],
		['listWallets', 'read', 'list wallets'],
		['updateWallet', 'change', 'change wallets'],
		['deleteWallet', 'change', 'delete wallets'],
		['signCredential', 'use', 'sign credentials'],
		['signCredentialsJwt', 'use', 'sign credentials as JWT'],
		['signCredentialsLdp', 'use', 'sign credentials with linked data proofs'],
		['signCredentialsSdJwt', 'use', 'sign credentials as SD-JWT'],
		['signPresentationsLdp', 'use', 'sign presentations with linked data proofs'],
		['signJwtToken', 'use', 'sign JWTs'],
		['signJwtV2', 'use', 'sign JWTs (version 2)'],
		['revokeCredential', 'use', 'revoke a credential'],
		['revokeCredentials', 'use', 'revoke credentials'],
		['getRevocationListCredential', 'read', 'read revocation lists'],
		['listWalletKeys', 'read', 'list wallet keys'],
		['createWalletKey', 'change', 'create wallet keys'],
		['updateWalletKey', 'change', 'change wallet keys'],
		['removeWalletKey', 'change', 'remove wallet keys'],
		['listServiceEndpoints', 'read', 'list service endpoints'],
		['createServiceEndpoint', 'change', 'create service endpoints'],
		['updateServiceEndpoint', 'change', 'change service endpoints'],
		['removeServiceEndpoint', 'change', 'remove service endpoints'],
	],
	vpa: [
		['createLoginConfigurations', 'change', 'create login configurations'],
		['listLoginConfigurations', 'read', 'list login configurations'],
		['getLoginConfigurationsById', 'read', 'read login configurations'],
		['updateLoginConfigurationsById', 'change', 'change login configurations'],
		['deleteLoginConfigurationsById', 'change', 'delete login configurations'],
		['createGroup', 'change', 'create user groups'],
		['listGroups', 'read', 'list user groups'],
		['getGroupById', 'read', 'read user groups'],
		['deleteGroup', 'change', 'delete user groups'],
		['addUserToGroup', 'change', 'add users to groups'],
		['removeUserFromGroup', 'change', 'remove users from groups'],
		['listGroupUserMappings', 'read', 'list the users of groups'],
		['listAllowedGroups', 'read', 'list allowed groups'],
		['allowGroups', 'change', 'allow groups to log in'],
		['disallowGroups', 'change', 'stop allowing groups to log in'],
		['listBlockedGroups', 'read', 'list blocked groups'],
		['blockGroups', 'change', 'block groups'],
		['unblockGroups', 'change', 'unblock groups'],
		['listBlockedUsers', 'read', 'list blocked users'],
		['blockUsers', 'change', 'block users'],
		['unblockUsers', 'change', 'unblock users'],
	],
	ais: [
		['initiateDataSharingRequest', 'use', 'ask users to share data'],
		['fetchIotaVpResponse', 'use', 'fetch the data that users shared'],
		['listIotaConfigurations', 'read', 'list Iota configurations'],
		['getIotaConfigurationById', 'read', 'read Iota configurations'],
		['createIotaConfiguration', 'change', 'create Iota configurations'],
		['updateIotaConfigurationById', 'change', 'change Iota configurations'],
		['deleteIotaConfigurationById', 'change', 'delete Iota configurations'],
		['listPexQueries', 'read', 'list presentation queries'],
		['getPexQueryById', 'read', 'read presentation queries'],
		['createPexQuery', 'change', 'create presentation queries'],
		['savePexQueries', 'change', 'save presentation queries'],
		['updatePexQueryById', 'change', 'change presentation queries'],
		['deletePexQueryById', 'change', 'delete a presentation query'],
		['deletePexQueries', 'change', 'delete presentation queries'],
		['listDcqlQueries', 'read', 'list DCQL queries'],
		['getDcqlQueryById', 'read', 'read DCQL queries'],
		['createDcqlQuery', 'change', 'create DCQL queries'],
		['updateDcqlQueryById', 'change', 'change DCQL queries'],
		['deleteDcqlQueryById', 'change', 'delete DCQL queries'],
		['listLoggedConsents', 'read', 'list logged consents'],
		['awsExchangeCredentialsProjectToken', 'use', 'get tokens for the Iota channel'],
	],
};

/** Holds every action that is known to take a project-scoped token, service by service (contract 3.3). */
export const actions: readonly KnownAction[] = (Object.keys(services) as Service[]).flatMap(service =>
	table[service].map(([operation, kind, words]): KnownAction => {
		const action = `${service}:${operation}`;
		return {action, service, operation, kind, words, certainty: proven.has(action) ? 'proven' : 'derived'};
	}),
);

const bySpelling = new Map(
	actions.flatMap(each => [
		[each.action, each] as const,
		[`${each.service}.operation.${each.operation}`, each] as const,
	]),
);

/** Finds what is known about an action text, in either of the spellings that policies have. */
export const findAction = (text: string): KnownAction | undefined => bySpelling.get(text);
