import type {SnippetParts} from './snippet-parts.ts';

/** Writes PHP for `affinidi-tdk/affinidi-tdk-php`. */
export const phpSnippet = ({file, fields}: SnippetParts): string => `<?php

require_once __DIR__ . '/vendor/autoload.php';

use AffinidiTdk\\AuthProvider\\AuthProvider;

$env = Dotenv\\Dotenv::createArrayBacked(__DIR__, '${file}')->load();

$authProvider = new AuthProvider([
${fields.map(({parameter, variable}) => `    '${parameter}' => $env['${variable}'],`).join('\n')}
]);

// It keeps a token that has expired: make a new AuthProvider when a service refuses it.
$projectScopedToken = $authProvider->fetchProjectScopedToken();
`;
