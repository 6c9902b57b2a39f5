/** The code of every `ProxyError`. */
export const proxyErrorCode = 'ERR_PROXY';

/** Says why a proxy let nothing through; the message is whole sentences for the user, and nothing reached the service. */
export class ProxyError extends Error {
	override name = 'ProxyError';
	readonly code = proxyErrorCode;
}
