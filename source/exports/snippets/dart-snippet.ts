import type {SnippetParts} from './snippet-parts.ts';

const readOf = ({name, variable}: SnippetParts['fields'][number]): string =>
	name === 'privateKey' ? String.raw`env['${variable}']!.replaceAll(r'\n', '\n')` : `env['${variable}']!`;

/** Writes Dart for `affinidi_tdk_auth_provider`, which takes addresses of its own only through `withEnv`. */
export const dartSnippet = ({
	file,
	fields,
	hasOwnHosts,
}: SnippetParts): string => `import 'package:affinidi_tdk_auth_provider/affinidi_tdk_auth_provider.dart';
import 'package:dotenv/dotenv.dart';

Future<String> fetchProjectScopedToken() async {
  final env = DotEnv()..load(['${file}']);
  final authProvider = AuthProvider${hasOwnHosts ? '.withEnv' : ''}(
${fields.map(field => `    ${field.parameter}: ${readOf(field)},`).join('\n')}
  );
  return authProvider.fetchProjectScopedToken();
}
`;
