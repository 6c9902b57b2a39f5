import {services} from './actions.ts';
import type {Area, Level} from './levels.ts';

/** What there is to say of an area of rights; `risk` says what a leaked key could do with all of it. */
export type AreaWords = {readonly area: Area; readonly title: string; readonly risk: string | undefined};

/** Lists the areas of the permissions editor, the farthest-reaching first. */
export const areas: readonly AreaWords[] = [
	{
		area: 'everything',
		title: 'Everything (* on *)',
		risk: 'a leaked key can do anything in this project, even give rights to others.',
	},
	{
		area: 'iam',
		title: 'People and tokens (iam)',
		risk: 'a leaked key can give rights to others, and take yours away.',
	},
	{
		area: 'vpa',
		title: `${services.vpa} (vpa)`,
		risk: 'a leaked key can change who logs in to your applications.',
	},
	{
		area: 'cis',
		title: `${services.cis} (cis)`,
		risk: 'a leaked key can issue credentials in your name.',
	},
	{area: 'ver', title: `${services.ver} (ver)`, risk: undefined},
	{
		area: 'ais',
		title: `${services.ais} (ais)`,
		risk: 'a leaked key can ask your users for data, and read what they share.',
	},
	{
		area: 'cwe',
		title: `${services.cwe} (cwe)`,
		risk: "a leaked key can sign and revoke with the project's wallets.",
	},
];

/** Says why a level of an area is risky; undefined where it is not. */
export const riskOf = (area: Area, level: Level): string | undefined =>
	level === 'none' || level === 'read' ? undefined : areas.find(each => each.area === area)?.risk;
