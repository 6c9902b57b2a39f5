import type {KeyRow} from '../../keys/key-store.ts';

/** Gives what scripts read of a key: public facts, and where its private half is. */
export const keyValue = (row: KeyRow): Readonly<Record<string, unknown>> => {
	const {path, status} = row;
	if (row.status === 'damaged') return {status, privateKeyFile: path, message: row.message};
	const {thumbprint, name, algorithm, custody, encrypted, created, publicJwk} = row.record;
	const facts = {thumbprint, name, algorithm, custody, encrypted, created, publicJwk};
	const state = row.status === 'ready' ? {exposed: row.isExposed} : {message: row.message};
	return {status, ...facts, privateKeyFile: path, ...state};
};

/** Says in words how safe a key's file is. */
export const keyState = (row: KeyRow): string => {
	if (row.status !== 'ready') return row.status;
	if (row.isExposed) return 'others can read it';
	return row.record.encrypted ? 'encrypted' : 'plain';
};
