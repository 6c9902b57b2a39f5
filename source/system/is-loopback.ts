const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Tells whether a host, as `URL.hostname` spells it, is this very machine: it may be plain http, and no proxy is asked for it. */
export const isLoopback = (hostname: string): boolean => loopback.test(hostname);
