package io.podwatcher.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import javax.net.ssl.X509KeyManager;

/**
 * The files of the certificate and its key, and how they are read and checked. Immutable; any thread that may block.
 *
 * @param certificate TLS_CERT_FILE, PEM: the server's certificate, followed by its chain
 * @param key TLS_KEY_FILE, PEM: its private key, not encrypted
 */
public record KeyPairFiles(Path certificate, Path key) {

    /** Signed and verified to check that a key belongs to a certificate. */
    private static final byte[] SAMPLE = {1, 2, 3};

    /** The content of both files, read one after the other. */
    record Content(byte[] certificate, byte[] key) {

        boolean isSame(Content other) {
            return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
        }
    }

    /**
     * A certificate and its key that match.
     *
     * @param expiration when the first certificate of the chain expires
     */
    record Loaded(KeyCertOptions keyPair, Instant expiration) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Loaded[" + expiration + "]";
        }
    }

    /**
     * Reads and checks both files.
     *
     * @throws InvalidKeyPair when a file cannot be read or the two do not match; the message says which
     */
    public KeyCertOptions load(Vertx vertx) throws InvalidKeyPair {
        return load(vertx, read()).keyPair();
    }

    Content read() throws InvalidKeyPair {
        return new Content(read("TLS_CERT_FILE", certificate), read("TLS_KEY_FILE", key));
    }

    private static byte[] read(String setting, Path file) throws InvalidKeyPair {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new InvalidKeyPair(setting + ": there is no file " + file, e);
        } catch (IOException e) {
            throw new InvalidKeyPair(setting + ": " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    Loaded load(Vertx vertx, Content content) throws InvalidKeyPair {
        try {
            X509KeyManager keys = (X509KeyManager) new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(content.certificate()))
                    .addKeyValue(Buffer.buffer(content.key()))
                    .getKeyManagerFactory(vertx)
                    .getKeyManagers()[0];
            check(keys);
            return new Loaded(KeyCertOptions.wrap(keys), expiration(keys));
        } catch (InvalidKeyPair e) {
            throw e;
        } catch (Exception e) {
            throw new InvalidKeyPair(
                    "TLS_CERT_FILE " + certificate + " and TLS_KEY_FILE " + key
                            + " are not a certificate and its key in PEM: " + e.getMessage(),
                    e);
        }
    }

    /** The key of another certificate loads too if it is of the same type, and then every handshake would fail. */
    private void check(X509KeyManager keys) throws GeneralSecurityException, InvalidKeyPair {
        String alias = alias(keys);
        X509Certificate own = keys.getCertificateChain(alias)[0];
        if (!matches(keys.getPrivateKey(alias), own)) {
            throw new InvalidKeyPair("TLS_KEY_FILE " + key + " is not the key of TLS_CERT_FILE " + certificate + " ("
                    + own.getSubjectX500Principal() + ")");
        }
    }

    private static Instant expiration(X509KeyManager keys) throws GeneralSecurityException {
        return Arrays.stream(keys.getCertificateChain(alias(keys)))
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String alias(X509KeyManager keys) throws GeneralSecurityException {
        for (String type : new String[] {"EC", "RSA", "EdDSA"}) {
            String[] aliases = keys.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
                return aliases[0];
            }
        }
        throw new GeneralSecurityException("the key is neither EC nor RSA nor EdDSA");
    }

    private static boolean matches(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(SAMPLE);
        return signature.verify(signed);
    }
}
