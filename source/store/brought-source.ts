import type {KeyPlan, KeySource} from '../operations/token/obtain-key.ts';
import type {Engine} from './engine.ts';
import type {KeyChoice} from './key-choice.ts';
import {linkOfChoice} from './link-of-choice.ts';

/** Gives what a workflow takes of a key that was brought; undefined where a pair is to be made here. */
export const broughtSource = (
	{makePublicKey}: Pick<Engine, 'makePublicKey'>,
	choice: Pick<KeyChoice, 'algorithm' | 'keyOrigin' | 'brought' | 'linksKey'>,
): Extract<KeySource, {readonly publicKey: unknown}> | undefined => {
	const {algorithm, keyOrigin, brought} = choice;
	if (keyOrigin === 'new' || !brought) return undefined;
	const link = linkOfChoice(choice);
	return {publicKey: makePublicKey(brought.key.publicJwk, algorithm), ...(link && {link})};
};

/** Tells by which steps the key that was chosen is had. */
export const keyPlanOf = (choice: Pick<KeyChoice, 'keyOrigin' | 'brought' | 'linksKey'>): KeyPlan => ({
	makesKey: choice.keyOrigin === 'new' || !choice.brought,
	linksKey: linkOfChoice(choice) !== undefined,
});
