import {type DerElement, inSequence, readDer} from '../der.ts';
import {parseCertificate, parseRequest, parseRsaPublicKey, parseSpki} from '../parse-public-key.ts';
import {type Finding, found, otherForm, privateKey} from './found-key.ts';
import {publicHalf} from './public-half.ts';

const tagsOf = (element: DerElement | undefined): string =>
	inSequence(element)
		.map(({tag}) => tag.toString(16))
		.join(' ');

const fromPkcs12 = 'openssl pkcs12 -in FILE -nokeys -clcerts | openssl x509 -pubkey -noout > public.pem';
const fromPrivate = 'openssl pkey -inform DER -in FILE -pubout -out public.pem';

/** Finds a public key in DER: SubjectPublicKeyInfo, PKCS#1, a certificate or a request for one; undefined where the bytes are no DER of a kind that is known. */
export const inDer = (bytes: Uint8Array): Finding | undefined => {
	const element = readDer(bytes);
	if (element?.rest.length !== 0) return undefined;
	const tags = tagsOf(element);
	if (tags === '30 3') return found(parseSpki(element), 'a public key in DER');
	if (tags === '2 2') return found(parseRsaPublicKey(element), 'an RSA public key in DER');
	if (tags === '30 30 3') {
		// A request begins as a certificate does; what is signed in it is version, name, key and attributes.
		const isRequest = tagsOf(inSequence(element)[0]).startsWith('2 30 30 a0');
		return isRequest
			? found(parseRequest(element), 'a certificate request in DER')
			: found(parseCertificate(element), 'a certificate in DER');
	}
	if (tags.startsWith('6 a0')) {
		return otherForm(
			'certificates as PKCS#7 in DER',
			'openssl pkcs7 -inform DER -in FILE -print_certs | openssl x509 -pubkey -noout > public.pem',
		);
	}
	if (/^2 30(?: 30)?$/u.test(tags)) return otherForm('a PKCS#12 file', fromPkcs12);
	// PKCS#8, encrypted PKCS#8, PKCS#1 and SEC 1, in this order.
	if (/^2 30 4\b/u.test(tags)) return privateKey(fromPrivate, publicHalf('PRIVATE KEY', bytes));
	if (/^30 4$/u.test(tags)) return privateKey(fromPrivate);
	if (/^2(?: 2){8}\b/u.test(tags)) return privateKey(fromPrivate, publicHalf('RSA PRIVATE KEY', bytes));
	return /^2 4\b/u.test(tags) ? privateKey(fromPrivate, publicHalf('EC PRIVATE KEY', bytes)) : undefined;
};
