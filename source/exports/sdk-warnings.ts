import {type SdkCase, type SdkFit, sdkFits} from './sdk-fit.ts';
import {type SdkFlag, sdkTitles} from './sdk-flags.ts';

const sentence = ({verdict, open, remedy}: SdkFit, who: string): readonly string[] => {
	if (open.length === 0) return [];
	const words = {
		works: '',
		care: '',
		fails: ' can not use this token',
		unknown: ' may not be able to use this token',
	}[verdict];
	return [`${who}${words}: ${open.join('; ')}.${remedy === undefined ? '' : ` ${remedy}`}`];
};

/**
 * Says what stands in the way of an SDK that is handed a token, or of all of them where no SDK is named, with the way out;
 * empty when there is nothing to mind.
 */
export const sdkWarnings = (given: SdkCase, sdk: SdkFlag | undefined): readonly string[] => {
	const fits = sdkFits(given);
	if (sdk !== undefined) {
		const {title} = sdkTitles[sdk];
		return fits.filter(fit => fit.sdk === title).flatMap(fit => sentence(fit, `The SDK for ${title}`));
	}
	const [first] = fits;
	const isSame = fits.every(({verdict}) => verdict === first?.verdict);
	const isBad = first?.verdict === 'fails' || first?.verdict === 'unknown';
	return first && isSame && isBad ? sentence(first, 'Each official SDK') : [];
};
