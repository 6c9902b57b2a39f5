const longest = 40;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/u;

/** Makes the readable part of a file name from any name: 1 to 40 of a-z, 0-9 and single dashes, never a reserved device name. */
export const slugOf = (name: string): string => {
	const slug = name
		// A hostile name may be megabytes long; what is cut off could not be seen in a file name anyway.
		.slice(0, 1000)
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[^a-z\d]+/gu, '-')
		.slice(0, longest + 1)
		.replace(/^-/u, '')
		.slice(0, longest)
		.replace(/-$/u, '');
	if (slug === '') return 'key';
	return reserved.test(slug) ? `key-${slug}` : slug;
};
