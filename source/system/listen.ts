import type {Result} from '../result.ts';

/** A request that came to this machine's own port. */
export type LocalRequest = {
	readonly method: string;
	/** Path and query, as they were sent. */
	readonly target: string;
	/** By lower-case name; of a header that came twice, the values joined. */
	readonly headers: Readonly<Record<string, string | undefined>>;
};

/** What is said to it: a page. */
export type LocalReply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

/** A port of this machine that is listened on, at 127.0.0.1 only. */
export type Listener = {
	readonly port: number;
	/** Takes no more requests, ends the replies that are under way, and drops every connection. */
	readonly close: () => void;
};

/** Why a port can not be listened on, and which program has it where that can be known (its name is foreign text, made safe). */
export type ListenError =
	| {readonly kind: 'taken'; readonly holder?: {readonly name: string; readonly pid: number}}
	| {readonly kind: 'not-allowed'; readonly code: string};

/** Listens on a port of 127.0.0.1; tests choose another port than they are asked for. */
export type Listen = (
	port: number,
	answer: (request: LocalRequest) => Promise<LocalReply>,
) => Promise<Result<Listener, ListenError>>;
