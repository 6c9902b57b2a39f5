import type {Route} from '../store/route.ts';

/** The routes that a start may begin with: their screens are there at once, all others are loaded after the first frame. */
export type FirstRoute = Extract<Route, {readonly name: 'welcome' | 'sign-in' | 'setup-project' | 'tokens'}>;
