package io.podwatcher.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for 127.0.0.1 and its key. */
public final class TestKeyPair {

    private final X509Bundle bundle;

    private TestKeyPair(X509Bundle bundle) {
        this.bundle = bundle;
    }

    public static TestKeyPair elliptic() {
        return of(builder().ecp256());
    }

    public static TestKeyPair rsa() {
        return of(builder().rsa2048());
    }

    public static TestKeyPair expiringIn(Duration time) {
        return of(builder().ecp256().notAfter(Instant.now().plus(time)));
    }

    private static CertificateBuilder builder() {
        return new CertificateBuilder()
                .subject("CN=pod-watcher")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .setIsCertificateAuthority(true);
    }

    private static TestKeyPair of(CertificateBuilder builder) {
        try {
            return new TestKeyPair(builder.buildSelfSigned());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a server that presents it. */
    public PemKeyCertOptions options() {
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(certificate()))
                .addKeyValue(Buffer.buffer(key()));
    }

    public String certificate() {
        return bundle.getCertificatePEM();
    }

    public String key() {
        return bundle.getPrivateKeyPEM();
    }

    /**
     * An elliptic key in the form of RFC 5915, as in the kubeconfig of k3s: version 1, the key, and the curve P-256.
     */
    public String sec1Key() {
        BigInteger key = ((ECPrivateKey) bundle.getKeyPair().getPrivate()).getS();
        byte[] der = HexFormat.of().parseHex("30310201010420%064xa00a06082a8648ce3d030107".formatted(key));
        return "-----BEGIN EC PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END EC PRIVATE KEY-----\n";
    }

    public Instant expiration() {
        return bundle.getCertificate().getNotAfter().toInstant();
    }

    /** The serial number, which differs between certificates. */
    public BigInteger serial() {
        return bundle.getCertificate().getSerialNumber();
    }

    /** Writes both files into a folder; replaces earlier ones. */
    public KeyPairFiles write(Path folder) throws IOException {
        return new KeyPairFiles(
                Files.writeString(folder.resolve("tls.crt"), certificate()),
                Files.writeString(folder.resolve("tls.key"), key()));
    }

    /** For clients that trust these certificates and no others. */
    public static SSLContext trusting(TestKeyPair... trusted) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (TestKeyPair one : trusted) {
                store.setCertificateEntry(one.serial().toString(), one.bundle.getCertificate());
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
