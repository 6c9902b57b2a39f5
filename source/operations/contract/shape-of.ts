import {sanitise} from '../../text/sanitise.ts';
import type {Fact} from './ask.ts';

const deepest = 4;
const mostMembers = 50;

// A map's keys may be ids of somebody.
const memberName = (name: string): string =>
	/^[\w$-]{1,40}$/u.test(name) && !/\d{4}|-[\da-f]{4}-/iu.test(name) ? sanitise(name) : '(other name)';

/** Tells the shape of a JSON value: names of members and kinds of values, never a value. */
export const shapeOf = (value: unknown, depth = 0): Fact => {
	if (value === null) return 'null';
	if (typeof value !== 'object') return typeof value;
	if (depth === deepest) return 'more';
	if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0], depth + 1)];
	const members = Object.entries(value).slice(0, mostMembers);
	return Object.fromEntries(members.map(([name, member]) => [memberName(name), shapeOf(member, depth + 1)]));
};
