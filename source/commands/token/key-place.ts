import type {CreateIntent} from '../../operations/intent.ts';

/** Says in a record for scripts where a token's private key is: in which file, or under which reference in a KMS; nothing where that is not known here. */
export const keyPlace = ({
	keyFile,
	custody,
}: Pick<CreateIntent, 'keyFile' | 'custody'>): Readonly<Record<string, string>> => {
	if (keyFile === undefined) return {};
	return custody === 'kms' ? {kmsKey: keyFile} : {privateKeyFile: keyFile};
};
