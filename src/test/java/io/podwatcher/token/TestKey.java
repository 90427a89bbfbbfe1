package io.podwatcher.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A new key of P-256, and the forms in which others write it. */
public final class TestKey {

    private static final String OLDER_FORM = "30770201010420%sa00a06082a8648ce3d030107a14403420004%s";
    private static final String FORM =
            "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420%sa14403420004%s";
    private static final String WITHOUT_PUBLIC =
            "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420%s";

    private final ECKey key;

    private TestKey(ECKey key) {
        this.key = key;
    }

    public static TestKey create() {
        try {
            return new TestKey(
                    new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its thumbprint. */
    public String id() {
        return key.getKeyID();
    }

    /** With its private part. */
    public ECKey jwk() {
        return key;
    }

    /** As OpenSSL 3 and cert-manager write it. */
    public String pem() {
        return pem("PRIVATE KEY", FORM.formatted(secret(), point()));
    }

    /** As {@code openssl ecparam -genkey} writes it. */
    String olderPem() {
        return pem("EC PARAMETERS", "06082a8648ce3d030107")
                + pem("EC PRIVATE KEY", OLDER_FORM.formatted(secret(), point()));
    }

    /** As Java writes it. */
    String pemWithoutPublicPart() {
        return pem("PRIVATE KEY", WITHOUT_PUBLIC.formatted(secret()));
    }

    /** With the public part of another one. */
    String pemWithPublicPartOf(TestKey other) {
        return pem("PRIVATE KEY", FORM.formatted(secret(), other.point()));
    }

    private String secret() {
        return HexFormat.of().formatHex(key.getD().decode());
    }

    private String point() {
        return HexFormat.of().formatHex(key.getX().decode())
                + HexFormat.of().formatHex(key.getY().decode());
    }

    static String pem(String type, String hex) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(HexFormat.of().parseHex(hex));
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    /** Writes keys into a file, in this order, as if a mounted Secret had changed. */
    public static Path write(Path file, List<TestKey> keys) throws IOException {
        return write(file, keys.stream().map(TestKey::pem).collect(Collectors.joining()));
    }

    static Path write(Path file, String content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, content.getBytes(StandardCharsets.UTF_8));
        return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
