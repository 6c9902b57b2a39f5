/** Computes the CRC-32C (Castagnoli) of bytes, the checksum that Google Cloud KMS sends along. */
export const crc32c = (bytes: Uint8Array): number => {
	let crc = 0xffffffff;
	for (const octet of bytes) {
		crc ^= octet;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
	}
	return ~crc >>> 0;
};
