import {type SdkFit, sdkFits} from '../../exports/sdk-fit.ts';
import {isEncrypted} from '../../keys/key-row.ts';
import {keySize} from '../../keys/key-size.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {selectKeyOf} from '../../store/keys-slice.ts';
import {sanitise} from '../../text/sanitise.ts';
import {entry, type Fact, section, sentence} from './fact.ts';
import type {KnownFacts} from './known-facts.ts';

type Group = SdkFit & {readonly names: readonly string[]};

const saysTheSame = (one: SdkFit, other: SdkFit): boolean =>
	one.verdict === other.verdict && one.why.join() === other.why.join() && one.remedy === other.remedy;

/** Puts the SDKs of which the same is to be said into one line. */
const grouped = (fits: readonly SdkFit[]): readonly Group[] => {
	const firsts = fits.filter((fit, at) => fits.findIndex(each => saysTheSame(each, fit)) === at);
	return firsts.map(fit => ({
		...fit,
		names: fits.filter(each => saysTheSame(each, fit)).map(({sdk}) => sdk),
	}));
};

const groupFact = ({names, verdict, why}: Group, signs: KnownFacts['signs']): Fact => {
	const label = names.join(', ');
	const reasons = sanitise(why.join('; '), {graphemes: 600});
	switch (verdict) {
		case 'works':
			return entry(label, `${signs.done} works`, 'good');
		case 'care':
			return entry(label, `${signs.done} works, with care: ${reasons}`);
		case 'fails':
			return entry(label, `${signs.failed} does not work: ${reasons}`, 'bad');
		case 'unknown':
			return entry(label, `? not known: ${reasons}`, 'warning');
	}
};

/** Says with which official SDKs a token can be used, what to mind there, and what helps where it can not (contract 4.2). */
export const sdkFacts = ({
	token,
	keys,
	signs,
}: Pick<KnownFacts, 'token' | 'keys' | 'signs'>): readonly Fact[] => {
	const row = selectKeyOf(token)({keys});
	const fits = sdkFits({
		tokenId: token.id,
		algorithm: token.algorithm,
		keys: token.keys.map(key => ({kid: key.kid ?? '', size: keySize(key), thumbprint: thumbprint(key)})),
		isEncrypted: row?.status === 'ready' ? isEncrypted(row) : undefined,
	});
	const remedies = [...new Set(fits.flatMap(({remedy}) => (remedy === undefined ? [] : [remedy])))];
	return section('Official SDKs', [
		...grouped(fits).map(group => groupFact(group, signs)),
		...remedies.map(remedy => sentence(remedy)),
	]);
};
