import type {SnippetParts} from './snippet-parts.ts';

/** Writes Java for `com.affinidi.tdk:auth.provider`. */
export const javaSnippet = ({
	file,
	fields,
}: SnippetParts): string => `import com.affinidi.tdk.authProvider.AuthProvider;
import io.github.cdimascio.dotenv.Dotenv;

class ProjectScopedToken {
    static String fetch() throws Exception {
        Dotenv env = Dotenv.configure().filename("${file}").load();
        // PRIVATE_KEY goes in as it is, on one line with its \\n: the SDK takes those out itself.
        AuthProvider authProvider = new AuthProvider.Configurations()
${fields.map(({parameter, variable}) => `            .${parameter}(env.get("${variable}"))`).join('\n')}
            .build();
        return authProvider.fetchProjectScopedToken();
    }
}
`;
