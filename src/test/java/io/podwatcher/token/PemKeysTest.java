package io.podwatcher.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwatcher.Command;
import io.podwatcher.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeysTest {

    private static final TestKey KEY = TestKey.create();
    private static final TestKey OTHER = TestKey.create();

    @Test
    void keysOfBothFormsAreReadInTheirOrder() throws InvalidTokenKey {
        // When
        List<SigningKey> keys = parse("A comment.\n" + KEY.olderPem() + "\r\n" + OTHER.pem());

        // Then
        assertThat(keys).extracting(SigningKey::id).containsExactly(KEY.id(), OTHER.id());
    }

    @Test
    void whatIsPublishedHasNoPrivatePart() throws InvalidTokenKey {
        // When
        SigningKey key = parse(KEY.pem()).get(0);

        // Then
        assertThat(key.published().isPrivate()).isFalse();
        assertThat(key.published().toJSONObject())
                .containsOnlyKeys("kty", "crv", "x", "y", "kid", "use", "alg")
                .containsEntry("kid", KEY.id())
                .containsEntry("alg", "ES256");
        assertThat(key.toString())
                .contains(KEY.id())
                .doesNotContain(KEY.jwk().getD().toString());
    }

    static Stream<Arguments> unfitKeys() {
        return Stream.of(
                Arguments.of("", "has no private key in PEM"),
                Arguments.of("no PEM at all", "has no private key in PEM"),
                Arguments.of(KEY.pem() + KEY.pem(), "has the same key twice"),
                Arguments.of(KEY.pem() + OTHER.pem().substring(0, 90), "has a PEM block without its end"),
                Arguments.of(javaKey("RSA", 2048), "has an RSA key; ES256 needs one of P-256: openssl genpkey"),
                Arguments.of(javaKey("RSA", 2048), "algorithm: ECDSA, size: 256"),
                Arguments.of(TestKey.pem("RSA PRIVATE KEY", "3000"), "has an RSA key"),
                Arguments.of(javaKey("EC", 384), "has a key of another curve than P-256"),
                Arguments.of(javaKey("Ed25519", 255), "has a key that is not of a NIST curve"),
                Arguments.of(TestKey.pem("ENCRYPTED PRIVATE KEY", "3000"), "has a key that is encrypted"),
                Arguments.of(
                        "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
                                + "-----END EC PRIVATE KEY-----\n",
                        "has a key that is encrypted"),
                Arguments.of(TestKey.pem("PUBLIC KEY", "3000"), "has a PUBLIC KEY; it may have private keys only"),
                Arguments.of(TestKey.pem("CERTIFICATE", "3000"), "has a CERTIFICATE; it may have private keys only"),
                Arguments.of(KEY.pemWithoutPublicPart(), "has a key without its public part; openssl ec"),
                Arguments.of(KEY.pemWithPublicPartOf(OTHER), "has a key whose public part is another key's"),
                Arguments.of(TestKey.pem("EC PRIVATE KEY", "30050201010400"), "has a key that does not name its curve"),
                Arguments.of(TestKey.pem("PRIVATE KEY", "3000"), "has a key that cannot be read"),
                Arguments.of(TestKey.pem("PRIVATE KEY", "30"), "has a key that cannot be read"),
                Arguments.of(TestKey.pem("PRIVATE KEY", "3084ffffffff"), "has a key that cannot be read"),
                Arguments.of(
                        TestKey.pem(
                                "PRIVATE KEY",
                                "3022020100301306072a8648ce3d020106082a8648ce3d030107040830060201010401ff"),
                        "has a key"));
    }

    @ParameterizedTest
    @MethodSource("unfitKeys")
    void aKeyThatCannotSignIsRefusedWithTheReason(String pem, String reason) {
        assertThatThrownBy(() -> parse(pem))
                .isInstanceOf(InvalidTokenKey.class)
                .hasMessageStartingWith("TOKEN_KEY_FILE /keys/key.pem has ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = 2000)
    void damagedKeysAreRefusedAndNothingElseHappens(int times) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] der = Base64.getMimeDecoder().decode(KEY.pem().replaceAll("-----.*-----", ""));
        for (int i = 0; i < times; i++) {
            byte[] damaged = der.clone();
            // Not the version, which nothing depends on.
            int place = random.nextInt(damaged.length);
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            String pem = TestKey.pem("PRIVATE KEY", HexFormat.of().formatHex(damaged));
            try {
                assertThat(parse(pem))
                        .as("seed %d", seed)
                        .extracting(SigningKey::id)
                        .containsExactly(KEY.id());
            } catch (InvalidTokenKey refused) {
                assertThat(refused).as("seed %d", seed).hasMessageStartingWith("TOKEN_KEY_FILE");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256",
                "openssl ecparam -name prime256v1 -genkey",
                "openssl ecparam -name prime256v1 -genkey -noout"
            })
    void whatOpenSslWritesIsRead(String command) throws InvalidTokenKey {
        // Given
        Program.find("openssl", "openssl");

        // When
        List<SigningKey> keys = parse(Command.output(List.of(command.split(" "))));

        // Then
        assertThat(keys).hasSize(1);
    }

    @Test
    void opensslAddsThePublicPartAsTheMessageSays(@TempDir Path folder) throws Exception {
        // Given
        Program.find("openssl", "openssl");
        Path old = Files.writeString(folder.resolve("old.pem"), KEY.pemWithoutPublicPart());

        // When
        String written = Command.output(List.of("openssl", "ec", "-in", old.toString()));

        // Then
        assertThat(parse(written)).extracting(SigningKey::id).containsExactly(KEY.id());
    }

    private static List<SigningKey> parse(String pem) throws InvalidTokenKey {
        return PemKeys.parse("TOKEN_KEY_FILE /keys/key.pem", pem);
    }

    private static String javaKey(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return TestKey.pem(
                    "PRIVATE KEY",
                    HexFormat.of()
                            .formatHex(generator.generateKeyPair().getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
