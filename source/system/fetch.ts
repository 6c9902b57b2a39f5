/** What is sent along with an address: the part of the platform's own that is used here. */
export type FetchInit = {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly redirect?: 'manual';
	readonly signal?: AbortSignal;
};

/** What comes back: the status, the headers, and the decoded body as it arrives. */
export type FetchReply = {
	readonly status: number;
	readonly headers: Pick<Headers, 'get' | 'getSetCookie' | 'keys'>;
	readonly body: AsyncIterable<Uint8Array> | null;
};

/** The way to the network (a part of WHATWG Fetch), passed in so that tests and the embedded sandbox can stand in its place. */
export type Fetch = (address: string, init?: FetchInit) => Promise<FetchReply>;

/** Lets go of a reply whose body nobody wants, so that its connection ends. */
export const discard = async ({body}: FetchReply): Promise<void> => {
	for await (const _ of body ?? []) return;
};
