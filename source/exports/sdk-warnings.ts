import {type SdkCase, type SdkFit, sdkFits} from './sdk-fit.ts';
import {type SdkFlag, sdkTitles} from './sdk-flags.ts';

type Words = Readonly<Record<SdkFit['verdict'], string>>;

const sentence = ({verdict, open, remedy}: SdkFit, words: Words): readonly string[] =>
	open.length === 0
		? []
		: [`${words[verdict]}: ${open.join('; ')}.${remedy === undefined ? '' : ` ${remedy}`}`];

const wordsOf = (title: string): Words => {
	const who = `The SDK for ${title}`;
	return {
		works: who,
		care: who,
		fails: `${who} can not use this token`,
		unknown: `${who} may not be able to use this token`,
	};
};

const wordsOfAll: Words = {
	works: '',
	care: '',
	fails: 'No official SDK can use this token',
	unknown: 'Whether an official SDK can use this token is not known',
};

/**
 * Says what stands in the way of an SDK that is handed a token, or of all of them where no SDK is named, with the way out;
 * empty when there is nothing to mind.
 */
export const sdkWarnings = (given: SdkCase, sdk: SdkFlag | undefined): readonly string[] => {
	const fits = sdkFits(given);
	if (sdk !== undefined) {
		const {title} = sdkTitles[sdk];
		return fits.filter(fit => fit.sdk === title).flatMap(fit => sentence(fit, wordsOf(title)));
	}
	const [first] = fits;
	const isSame = fits.every(({verdict}) => verdict === first?.verdict);
	const isBad = first?.verdict === 'fails' || first?.verdict === 'unknown';
	return first && isSame && isBad ? sentence(first, wordsOfAll) : [];
};
