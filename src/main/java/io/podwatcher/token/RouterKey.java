package io.podwatcher.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/**
 * The key that Fission's router checks calls with, when its authentication is enabled (JWT_SIGNING_KEY). Immutable; any
 * thread.
 */
final class RouterKey {

    /** The function receives this header, so it must expire soon. */
    static final Duration LIFETIME = Duration.ofSeconds(60);

    /** Fission's charts generate 20 characters; the default of old charts, 10 characters, is public. */
    private static final int MIN_BYTES = 16;

    /** What the library demands. HMAC itself fills a shorter key up with zeros, so that the signatures are the same. */
    private static final int LIBRARY_BYTES = 32;

    private final JWSSigner signer;

    private RouterKey(JWSSigner signer) {
        this.signer = signer;
    }

    /**
     * Takes the bytes as they are, with a line break at their end if there is one: the router does the same.
     *
     * @param where the setting and the file, for messages
     */
    static RouterKey of(String where, byte[] bytes) throws InvalidTokenKey {
        if (bytes.length < MIN_BYTES) {
            throw new InvalidTokenKey(where + " has " + bytes.length + " bytes; a key of less than " + MIN_BYTES
                    + " can be guessed. Set authentication.jwtSigningKey of Fission's chart to a longer one");
        }
        try {
            return new RouterKey(new MACSigner(Arrays.copyOf(bytes, Math.max(bytes.length, LIBRARY_BYTES))));
        } catch (JOSEException e) {
            throw new InvalidTokenKey(where + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * The value of the header Authorization. It has no time from which on it is valid: the router's clock may be
     * behind.
     */
    String authorization(Instant now) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("pod-watcher")
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(signer);
        return "Bearer " + token.serialize();
    }
}
