package io.podwatcher.proxy.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.podwatcher.token.TestKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes tokens that nobody may accept, out of a genuine one and the real key, which no forger has. */
record Forger(String genuine, TestKey key) {

    /** All forgeries by their names. */
    Map<String, String> forgeries() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(genuine).getJWTClaimsSet();
        TestKey other = TestKey.create();
        byte[] publicKey = key.jwk().toECPublicKey().getEncoded();
        String[] parts = genuine.split("\\.");
        Map<String, String> forgeries = new LinkedHashMap<>();
        forgeries.put("no algorithm", unsigned("none", claims) + ".");
        forgeries.put("no algorithm, in capitals", unsigned("NONE", claims) + ".");
        forgeries.put("no algorithm, with a signature", unsigned("none", claims) + "." + parts[2]);
        forgeries.put("no signature", parts[0] + "." + parts[1] + ".");
        forgeries.put(
                "HS256 with the public key", signed(JWSAlgorithm.HS256, key.id(), new MACSigner(publicKey), claims));
        forgeries.put(
                "HS256 with the published key",
                signed(
                        JWSAlgorithm.HS256,
                        key.id(),
                        new MACSigner(key.jwk().toPublicJWK().toJSONString()),
                        claims));
        forgeries.put("another key under our name", es256(key.id(), other, claims));
        forgeries.put("another key under its own name", es256(other.id(), other, claims));
        forgeries.put("another key without a name", es256(null, other, claims));
        forgeries.put(
                "other claims",
                parts[0] + "." + encoded(claims, "sub", "system:serviceaccount:shop:admin") + "." + parts[2]);
        forgeries.put("a signature of zeros", parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]));
        forgeries.put(
                "expired",
                es256(
                        key.id(),
                        key,
                        changed(claims).expirationTime(secondsAgo(10)).build()));
        forgeries.put(
                "without an end",
                es256(key.id(), key, changed(claims).expirationTime(null).build()));
        forgeries.put(
                "for another audience",
                es256(key.id(), key, changed(claims).audience("media").build()));
        forgeries.put(
                "for no audience",
                es256(key.id(), key, changed(claims).audience((String) null).build()));
        forgeries.put(
                "of another issuer",
                es256(
                        key.id(),
                        key,
                        changed(claims).issuer("http://elsewhere:8080").build()));
        forgeries.put("no token", "");
        forgeries.put("words", "let me in");
        return forgeries;
    }

    private static JWTClaimsSet.Builder changed(JWTClaimsSet claims) {
        return new JWTClaimsSet.Builder(claims);
    }

    private static Date secondsAgo(int seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }

    private static String unsigned(String algorithm, JWTClaimsSet claims) {
        return Base64URL.encode("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + "."
                + Base64URL.encode(claims.toString());
    }

    private static String encoded(JWTClaimsSet claims, String claim, String value) {
        return Base64URL.encode(changed(claims).claim(claim, value).build().toString())
                .toString();
    }

    private static String es256(String id, TestKey key, JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.ES256, id, new ECDSASigner(key.jwk()), claims);
    }

    private static String signed(JWSAlgorithm algorithm, String id, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(id).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    /** The claims of a genuine token. */
    static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a client may send to pass for another. */
    List<String> headers() {
        return List.of("X-Source-Token: " + genuine, "x-source-token: " + genuine, "X_Source_Token: " + genuine);
    }
}
