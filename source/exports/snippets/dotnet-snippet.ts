import type {SnippetParts} from './snippet-parts.ts';

/** Writes C# for `AffinidiTdk.AuthProvider`. */
export const dotnetSnippet = ({file, fields}: SnippetParts): string => `using AffinidiTdk.AuthProvider;

DotNetEnv.Env.Load("${file}");

static string Read(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");

var authProvider = new AuthProvider(new AuthProviderParams
{
${fields.map(({parameter, variable}) => `    ${parameter} = Read("${variable}"),`).join('\n')}
});

// Ask for it before each call: it is got anew when it has expired.
var projectScopedToken = await authProvider.FetchProjectScopedTokenAsync();
`;
