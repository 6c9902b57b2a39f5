import {parse} from 'dotenv';
import {type Send, useHanded} from '../fixtures/use-handed.ts';

/** Does what an application does with the `.env` it was handed, and with the passphrase that it got by another way. */
export const useExport = async (text: string, passphrase: string, send: Send) =>
	useHanded({...parse(text), PASSPHRASE: passphrase}, send);
