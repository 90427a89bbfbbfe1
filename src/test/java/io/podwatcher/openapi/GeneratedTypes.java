package io.podwatcher.openapi;

import io.podwatcher.Command;
import io.podwatcher.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The TypeScript types that are generated from the document, after it has been linted. They and everything that is
 * compiled with them are in a folder below target.
 */
final class GeneratedTypes {

    private static final Path SOURCES = Path.of("src", "test", "typescript");
    private static final Path FOLDER = Path.of("target", "typescript");

    /** Where .ci/run installs openapi-typescript and typescript. */
    private static final Path NODE_MODULES = Path.of("target", "verify", "node_modules");

    private final Path node;

    private GeneratedTypes(Path node) {
        this.node = node;
    }

    /** Skips the test if Node or one of the two programs is missing. */
    static GeneratedTypes of(String document) throws IOException {
        Path node = Program.find("node", "nodejs");
        Program.need(
                Files.exists(NODE_MODULES.resolve("openapi-typescript"))
                        && Files.exists(NODE_MODULES.resolve("typescript")),
                "openapi-typescript is not installed: openapi.yaml is not linted, and no client is compiled"
                        + " (npm install --prefix target/verify openapi-typescript@7 typescript@5)");
        Files.createDirectories(FOLDER);
        for (String name : List.of("redocly.yaml", "tsconfig.json", "client.ts")) {
            Files.write(FOLDER.resolve(name), Files.readAllBytes(SOURCES.resolve(name)));
        }
        Files.writeString(FOLDER.resolve("openapi.yaml"), document);
        GeneratedTypes types = new GeneratedTypes(node);
        types.run("openapi-typescript/bin/cli.js", "--redocly", FOLDER.resolve("redocly.yaml"));
        return types;
    }

    /** Compiles the clients, and these answers as values of their types; fails with what the compiler says. */
    void compileWith(List<RecordedAnswer> answers) throws IOException {
        String constants = IntStream.range(0, answers.size())
                .mapToObj(i -> "export const answer" + i + ": " + answers.get(i))
                .collect(Collectors.joining("\n"));
        Files.writeString(FOLDER.resolve("answers.ts"), "import type { Answer } from './client';\n" + constants + "\n");
        run("typescript/bin/tsc", "--project", FOLDER);
    }

    private void run(String program, String option, Path file) {
        Command.output(List.of(node.toString(), NODE_MODULES.resolve(program).toString(), option, file.toString()));
    }

    /** A body of JSON, and which of the documented answers it is. */
    record RecordedAnswer(Operation operation, int status, String body) {

        @Override
        public String toString() {
            return "Answer<'" + operation.path() + "', '" + operation.method() + "', " + status + "> = " + body + ";";
        }
    }
}
