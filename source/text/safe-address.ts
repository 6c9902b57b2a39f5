import {sanitise} from './sanitise.ts';

const longestAddress = 4000;

/** An address as it may be drawn, and where a link on it may lead; nowhere when it is none of the web. */
export type SafeAddress = {readonly text: string; readonly target: string | undefined};

/**
 * Makes a foreign address safe to draw and to link: an http or https address as a browser would ask for it (WHATWG URL,
 * printable ASCII alone), anything else as sanitised text that leads nowhere.
 */
export const safeAddress = (address: string): SafeAddress => {
	const plain = {text: sanitise(address, {graphemes: longestAddress}), target: undefined};
	if (!URL.canParse(address)) return plain;
	const {protocol, href} = new URL(address);
	const isWeb = protocol === 'https:' || protocol === 'http:';
	const isHarmless = /^[\x21-\x7e]+$/.test(href) && href.length <= longestAddress;
	return isWeb && isHarmless ? {text: href, target: href} : plain;
};
