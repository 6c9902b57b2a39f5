/** The way to the network (WHATWG Fetch), passed in so that tests and the embedded sandbox can stand in its place. */
export type Fetch = typeof globalThis.fetch;
