import {isEncrypted, type KeyRow} from '../../keys/key-row.ts';

/** Gives what scripts read of a key: public facts, where its private half is, and how its file is protected. */
export const keyValue = (row: KeyRow): Readonly<Record<string, unknown>> => {
	const {status, place} = row;
	if (row.status === 'damaged') return {status, privateKeyFile: place, message: row.message};
	const {record} = row;
	const {thumbprint, name, algorithm, custody, created, publicJwk, note, remembered} = record;
	return {
		status,
		...{thumbprint, name, algorithm, custody},
		...(row.status === 'ready' &&
			row.file && {encrypted: isEncrypted(row), weak: row.file.protection === 'weak'}),
		...{created, publicJwk, note, remembered},
		...(record.custody === 'kms' ? {kms: record.kms} : {privateKeyFile: place}),
		...(row.status === 'ready' ? row.file && {exposed: row.file.isExposed} : {message: row.message}),
	};
};

/** Says in words how safe a key's file is, or that it has none here. */
export const keyState = (row: KeyRow): string => {
	if (row.status !== 'ready') return row.status;
	if (!row.file) return 'in a KMS';
	const {isExposed, protection} = row.file;
	if (isExposed) return 'others can read it';
	const words = {encrypted: 'encrypted', weak: 'weakly encrypted', plain: 'plain', unknown: 'not readable'};
	return words[protection];
};
