import {algorithmsFor} from '../../keys/fit-algorithm.ts';
import {keySize, keySizeWords} from '../../keys/key-size.ts';
import type {KeyUser} from '../../operations/token/key-use.ts';
import type {KnownKeyRow} from '../../store/keys-slice.ts';
import {plural} from '../../text/plural.ts';
import {sanitise} from '../../text/sanitise.ts';
import {entry, type Fact, section, sentence} from './fact.ts';
import {keyRowFacts} from './key-row-facts.ts';
import type {KnownFacts} from './known-facts.ts';
import type {NextStep} from './next-steps.ts';

type Known = Pick<KnownFacts, 'now' | 'signs'> & {
	readonly row: KnownKeyRow;
	/** The tokens that use it, as far as all tokens are known. */
	readonly users: readonly KeyUser[] | undefined;
};

const fileSteps = (row: KnownKeyRow): readonly NextStep[] => {
	if (row.status === 'missing') {
		return [{binding: 'key.delete', why: 'forgets it, should its file be gone for good'}];
	}
	if (row.status !== 'ready' || !row.file) return [];
	const {isExposed, protection} = row.file;
	return [
		...(isExposed ? [{binding: 'key.narrow', why: 'lets nobody else read it'}] : []),
		...(protection === 'weak'
			? [{binding: 'key.renew', why: 'encrypts it with all the rounds that are due'}]
			: []),
		...(protection === 'plain'
			? [{binding: 'key.passphrase', why: 'gives it a passphrase: it has none'}]
			: []),
	];
};

/** Says what one would do with a key next, most pressing first. */
export const nextKeySteps = ({row, users}: Pick<Known, 'row' | 'users'>): readonly NextStep[] => {
	const steps = fileSteps(row);
	const isIdle = users?.length === 0 && row.status !== 'missing';
	return isIdle
		? [...steps, {binding: 'key.delete', why: 'removes it: no token of this environment uses it'}]
		: steps;
};

const userFacts = ({users}: Known): readonly Fact[] => {
	if (users === undefined) return [sentence('Not known before all tokens were read.', 'quiet')];
	if (users.length === 0)
		return [sentence('No token of yours in this environment. Others were not looked at.')];
	return users.map(({id, name}) => entry(sanitise(name || '(no name)'), sanitise(id)));
};

/**
 * Says everything that is known of a key, and what can be done with it next.
 *
 * @param keyOf spells the key of a binding; undefined for one that can't be used now, which is not offered then
 */
export const keyPageFacts = (
	known: Known,
	keyOf: (binding: string) => string | undefined,
): readonly Fact[] => {
	const {row, users} = known;
	const {thumbprint, publicJwk, algorithm, name} = row.record;
	const size = keySize(publicJwk);
	const next = nextKeySteps(known).flatMap(({binding, why}) => {
		const key = keyOf(binding);
		return key === undefined ? [] : [entry(key, why)];
	});
	const used = users?.length ? `Used by ${plural(users.length, 'token')}` : 'Used by';
	return [
		entry('name', sanitise(name, {graphemes: 200})),
		entry('thumbprint', thumbprint),
		entry('type', size ? keySizeWords(size) : publicJwk.kty),
		entry('made for', `${algorithm}; fits ${algorithmsFor(publicJwk).join(', ')}`),
		...section('Private key', keyRowFacts(row, known)),
		...section(used, userFacts(known)),
		...section('What to do next', next),
	];
};
