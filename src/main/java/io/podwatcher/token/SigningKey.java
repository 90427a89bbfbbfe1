package io.podwatcher.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.util.Arrays;

/** A private key of P-256, checked, with its public part. Immutable; any thread. */
final class SigningKey {

    private static final int BYTES = 32;

    /** In front of the coordinates: no unused bits, and a point that is not compressed. */
    private static final byte[] POINT = {0, 4};

    private final ECKey key;
    private final JWSSigner signer;
    private final JWSHeader header;

    private SigningKey(ECKey key) throws JOSEException {
        this.key = key;
        this.signer = new ECDSASigner(key);
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
    }

    /**
     * Checks that both parts belong together.
     *
     * @param where the setting and the file, for messages
     * @param secret the private number
     * @param point the public point, as DER's string of bits
     */
    static SigningKey of(String where, byte[] secret, byte[] point) throws InvalidTokenKey {
        if (point.length != POINT.length + 2 * BYTES
                || !Arrays.equals(point, 0, POINT.length, POINT, 0, POINT.length)) {
            throw new InvalidTokenKey(where + " has a key whose public point is not written out in full");
        }
        try {
            ECKey key = new ECKey.Builder(Curve.P_256, coordinate(point, 0), coordinate(point, 1))
                    .d(Base64URL.encode(fixedLength(secret)))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint()
                    .build();
            SigningKey checked = new SigningKey(key);
            SignedJWT sample = checked.signed(new JWTClaimsSet.Builder().build());
            if (sample.verify(new ECDSAVerifier(key.toPublicJWK()))) {
                return checked;
            }
        } catch (JOSEException | IllegalArgumentException | IllegalStateException e) {
            throw new InvalidTokenKey(where + " has a key that is not one of P-256: " + e.getMessage(), e);
        }
        throw new InvalidTokenKey(where + " has a key whose public part is another key's");
    }

    private static Base64URL coordinate(byte[] point, int number) {
        int start = POINT.length + number * BYTES;
        return Base64URL.encode(Arrays.copyOfRange(point, start, start + BYTES));
    }

    private static byte[] fixedLength(byte[] secret) {
        byte[] number = new BigInteger(1, secret).toByteArray();
        if (number.length > BYTES + 1) {
            throw new IllegalArgumentException("it is too long");
        }
        byte[] fixed = new byte[BYTES];
        int length = Math.min(number.length, BYTES);
        System.arraycopy(number, number.length - length, fixed, BYTES - length, length);
        return fixed;
    }

    /** The thumbprint of RFC 7638: the same in all replicas, and of no other key. */
    String id() {
        return key.getKeyID();
    }

    /** The public part only. */
    JWK published() {
        return key.toPublicJWK();
    }

    /** Signs a token, which takes some hundred microseconds; returns its compact form. */
    String sign(JWTClaimsSet claims) throws JOSEException {
        return signed(claims).serialize();
    }

    private SignedJWT signed(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }
}
