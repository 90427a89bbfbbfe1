package io.podwatcher.proxy.tokens;

import io.podwatcher.Program;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the programs in src/docs/verify as a process: it is given a token, and says whether it accepts it. */
final class VerifyingProgram implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("src", "docs", "verify").toAbsolutePath();

    /** Where .ci/run installs jose. */
    private static final Path NODE_MODULES = Path.of("target", "verify", "node_modules");

    private final Process process;
    private final BufferedWriter tokens;
    private final BufferedReader verdicts;

    /** Programs by their languages. */
    enum Language {
        PYTHON,
        NODE,
        JAVA
    }

    private VerifyingProgram(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        tokens = process.outputWriter();
        verdicts = process.inputReader();
    }

    /** Starts it; it knows the issuer and the audience, and nothing else. */
    static VerifyingProgram start(Language language, String issuer, String audience) throws IOException {
        List<String> command = new ArrayList<>(
                switch (language) {
                    case PYTHON -> python();
                    case NODE -> node();
                    case JAVA ->
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                PROGRAMS.resolve("Verify.java").toString());
                });
        command.addAll(List.of(issuer, audience));
        return new VerifyingProgram(command);
    }

    private static List<String> python() {
        Path python = Program.find("python3", "python3-jwt python3-cryptography");
        Program.need(
                Files.exists(Path.of("/usr/lib/python3/dist-packages/jwt"))
                        && Files.exists(Path.of("/usr/lib/python3/dist-packages/cryptography")),
                "PyJWT is not installed: not tested with it (apt-get install python3-jwt python3-cryptography)");
        return List.of(python.toString(), PROGRAMS.resolve("verify.py").toString());
    }

    /** A module finds its libraries beside itself, or above. */
    private static List<String> node() throws IOException {
        Path node = Program.find("node", "nodejs");
        Program.need(
                Files.exists(NODE_MODULES.resolve("jose")),
                "jose is not installed: not tested with it (npm install --prefix target/verify jose@6)");
        Path copy = NODE_MODULES.resolveSibling("verify.mjs");
        Files.write(copy, Files.readAllBytes(PROGRAMS.resolve("verify.mjs")));
        return List.of(node.toString(), copy.toString());
    }

    /** What it says of a token: {@code accepted}, and whose it is, or {@code refused}, and why. */
    String verdict(String token) {
        try {
            tokens.write(token + "\n");
            tokens.flush();
            String verdict = verdicts.readLine();
            if (verdict == null) {
                throw new IllegalStateException(
                        "it has ended with " + process.onExit().join().exitValue());
            }
            return verdict;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
