import type {SnippetParts} from './snippet-parts.ts';

/** Writes Python for `affinidi_tdk_auth_provider`, whose parameters are in camel case too. */
export const pythonSnippet = ({file, fields}: SnippetParts): string => `import os

import affinidi_tdk_auth_provider
from dotenv import load_dotenv

load_dotenv("${file}")

auth_provider = affinidi_tdk_auth_provider.AuthProvider(
    {
${fields.map(({parameter, variable}) => `        "${parameter}": os.environ["${variable}"],`).join('\n')}
    }
)

# Ask for it before each call: it is got anew when it has expired. Needs Node.js beside Python.
project_scoped_token = auth_provider.fetch_project_scoped_token()
`;
