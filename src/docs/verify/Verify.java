import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URL;
import java.util.Map;
import java.util.Set;

/**
 * Verifies tokens of pod-watcher, one on each line of standard input, with com.nimbusds:nimbus-jose-jwt.
 *
 * java -cp nimbus-jose-jwt-10.10.jar Verify.java http://pod-watcher.pod-watcher:8080 shop
 */
class Verify {

    public static void main(String[] arguments) throws Exception {
        String issuer = arguments[0];
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        // Fetches the keys, keeps them, and fetches them again when a token names a key that is not among them.
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.ES256,
                JWKSourceBuilder.create(new URL(issuer + "/.well-known/jwks.json")).build()));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                arguments[1],
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("exp", "iat", "iss", "aud", "sub"));
        // The clocks of two nodes may differ.
        claims.setMaxClockSkew(5);
        processor.setJWTClaimsSetVerifier(claims);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(verify(processor, line.trim()));
        }
    }

    private static String verify(DefaultJWTProcessor<SecurityContext> processor, String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            Map<?, ?> pod = (Map<?, ?>) claims.getJSONObjectClaim("kubernetes.io").get("pod");
            return "accepted " + claims.getSubject() + " " + pod.get("uid");
        } catch (Exception refused) {
            return "refused " + refused.getMessage();
        }
    }
}
