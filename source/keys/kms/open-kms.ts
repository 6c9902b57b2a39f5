import {fail, ok} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {OpenKms} from '../open-key.ts';
import {isKmsProfile, parseKmsReference} from './kms-reference.ts';
import {kmsSigningKey} from './kms-signing-key.ts';
import type {KmsDeps} from './kms-tool.ts';

/** Makes what opens the keys of the key store that are in AWS, Google Cloud or Azure. */
export const makeOpenKms =
	(deps: KmsDeps): OpenKms =>
	async ({reference: text, profile}, publicJwk) => {
		// A record may have been written by somebody else: it is checked like what is typed.
		const reference = parseKmsReference(text);
		return reference.ok && (profile === undefined || isKmsProfile(profile))
			? ok(kmsSigningKey({reference: reference.value, profile}, publicJwk, deps))
			: fail({kind: 'unknown-kms', message: `This kind of key is not known here: ${sanitise(text)}.`});
	};
