package io.podwatcher.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import io.podwatcher.messages.token.SignRequest;
import io.podwatcher.messages.token.SignedToken;
import io.podwatcher.messages.token.TokenSubject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;

/**
 * Writes the claims of tokens. Immutable; any thread.
 *
 * @param issuer TOKEN_ISSUER
 */
record TokenWriter(String issuer) {

    /** Only the address is known to be the pod's: a verifier must not conclude more than that. */
    private static final String ASSURANCE = "ip";

    SignedToken sign(SignRequest request, SigningKey key, Instant now) throws JOSEException {
        long seconds = Math.min(request.seconds(), SignRequest.MAX_SECONDS);
        return new SignedToken(key.sign(claims(request, now.truncatedTo(ChronoUnit.SECONDS), seconds)), seconds);
    }

    private JWTClaimsSet claims(SignRequest request, Instant now, long seconds) {
        TokenSubject subject = request.subject();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("system:serviceaccount:" + subject.namespace() + ":" + subject.serviceAccount())
                .audience(request.audience())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(seconds)))
                .claim(
                        "kubernetes.io",
                        Map.of(
                                "namespace", subject.namespace(),
                                "pod", Map.of("name", subject.pod(), "uid", subject.uid()),
                                "serviceaccount", Map.of("name", subject.serviceAccount())))
                .claim("ip", subject.ip())
                .claim("assurance", ASSURANCE)
                .build();
    }
}
