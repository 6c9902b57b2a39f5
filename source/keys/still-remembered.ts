/** Says that the passphrase of a key which was removed could not be taken out of the system's keyring, and where it stands there. */
export const stillRemembered = ({thumbprint}: {readonly thumbprint: string}): string =>
	`The system's keyring may still hold its passphrase, under pat-tui as "passphrase ${thumbprint}": take it out there.`;
