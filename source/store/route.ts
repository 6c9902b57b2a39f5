/** Where one is in the full-screen program; the screens lie on a stack of these. */
export type Route =
	| {readonly name: 'welcome'}
	| {readonly name: 'sign-in'; readonly next: AfterSignIn}
	| {readonly name: 'sign-out'}
	| {readonly name: 'setup-project'}
	| {readonly name: 'tokens'}
	| {readonly name: 'projects'}
	| {readonly name: 'project-form'}
	| {readonly name: 'switcher'}
	| {readonly name: 'token'; readonly tokenId: string}
	| {readonly name: 'create'}
	| {readonly name: 'run'}
	| {readonly name: 'try'; readonly tokenId: string}
	| {readonly name: 'export'; readonly tokenId: string}
	| {readonly name: 'delete'; readonly tokenId: string}
	| {readonly name: 'rotate'; readonly tokenId: string}
	| {readonly name: 'permissions'; readonly tokenId: string}
	| {readonly name: 'rename'; readonly tokenId: string}
	| {readonly name: 'copy'; readonly subject: CopySubject}
	| {readonly name: 'diagnose'}
	| {readonly name: 'operations'}
	| {readonly name: 'palette'; readonly of: RouteName}
	| {readonly name: 'keys'}
	| {readonly name: 'key'; readonly thumbprint: string}
	| {readonly name: 'key-form'}
	| {readonly name: 'log'}
	| {readonly name: 'log-entry'; readonly entryId: string}
	/** Pages are counted on without an end, in both directions: which of them are there depends on the window. */
	| {readonly name: 'help'; readonly of: RouteName; readonly page?: number};

/** What is copied of: a token, by its id, or a key, by its thumbprint (RFC 7638). */
export type CopySubject = {readonly kind: 'token' | 'key'; readonly id: string};

export type RouteName = Route['name'];

/** Where one goes once signed in: the list, on with the guided setup, or back to what was interrupted. */
export type AfterSignIn = 'tokens' | 'setup-project' | 'back';
