const lengthOctets = (length: number): readonly number[] => {
	if (length < 0x80) return [length];
	const octets: number[] = [];
	for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
	return [0x80 | octets.length, ...octets];
};

const element = (tag: number, content: Uint8Array) =>
	Buffer.concat([Uint8Array.from([tag, ...lengthOctets(content.length)]), content]);

const base128 = (arc: number) => {
	const octets = [arc % 128];
	for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
		octets.unshift(0x80 | (rest % 128));
	return octets;
};

/** Writes the few ASN.1 elements that an encrypted private key is made of (DER, X.690). */
export const der = {
	sequence: (...parts: readonly Uint8Array[]) => element(0x30, Buffer.concat(parts)),
	octetString: (bytes: Uint8Array) => element(0x04, bytes),
	nothing: () => element(0x05, new Uint8Array()),
	/** A whole number from 0 to 2^53 - 1. */
	integer: (value: number) => {
		const octets: number[] = [];
		for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
		// A leading zero keeps the number from being read as negative, and stands for zero itself.
		if ((octets[0] ?? 0x80) >= 0x80) octets.unshift(0);
		return element(0x02, Uint8Array.from(octets));
	},
	/** An object identifier in dotted form. */
	oid: (dotted: string) => {
		const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
		return element(0x06, Uint8Array.from([...base128(first * 40 + second), ...rest.flatMap(base128)]));
	},
};

/** One element as it was read: its tag, its content, and the bytes after it. */
export type DerElement = {readonly tag: number; readonly content: Uint8Array; readonly rest: Uint8Array};

/** Reads the first element of `bytes`; undefined where they are not DER (hostile bytes included). */
export const readDer = (bytes: Uint8Array): DerElement | undefined => {
	const [tag, first] = bytes;
	if (tag === undefined || first === undefined) return undefined;
	const extra = first < 0x80 ? 0 : first & 0x7f;
	// Four octets of length hold far more than any file that is read.
	if (first === 0x80 || extra > 4 || bytes.length < 2 + extra) return undefined;
	let length = first < 0x80 ? first : 0;
	for (const octet of bytes.subarray(2, 2 + extra)) length = length * 256 + octet;
	const start = 2 + extra;
	if (bytes.length < start + length) return undefined;
	return {tag, content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length)};
};

/** Reads all elements that stand one after the other in `bytes`; undefined where they are not DER. */
export const readDerAll = (bytes: Uint8Array): readonly DerElement[] | undefined => {
	const elements: DerElement[] = [];
	for (let rest = bytes; rest.length > 0; ) {
		const next = readDer(rest);
		if (!next) return undefined;
		elements.push(next);
		rest = next.rest;
	}
	return elements;
};

/** Gives the elements inside a sequence; none where it is no sequence or is damaged. */
export const inSequence = (element: DerElement | undefined): readonly DerElement[] =>
	element?.tag === 0x30 ? (readDerAll(element.content) ?? []) : [];

/** Tells whether an element that was read is the same as a short one that `der` wrote. */
export const isSame = (element: DerElement | undefined, written: Uint8Array): boolean =>
	element !== undefined &&
	element.tag === written[0] &&
	Buffer.compare(element.content, written.subarray(2)) === 0;

/** Gives the octets of a whole number above zero without leading zeros; undefined where an element is none. */
export const unsigned = (element: DerElement): Uint8Array | undefined => {
	const start = element.content.findIndex(octet => octet !== 0);
	const isPositive = element.tag === 0x02 && start !== -1 && (element.content[0] ?? 0) < 0x80;
	return isPositive ? element.content.subarray(start) : undefined;
};
