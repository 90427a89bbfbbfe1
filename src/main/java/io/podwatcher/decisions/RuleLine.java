package io.podwatcher.decisions;

import io.podwatcher.authorize.Fixes;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.model.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Writes the question of {@code /authorize} that allows certain service accounts. Any thread. */
final class RuleLine {

    /** More are refused, because of very many parameters some parsers drop the last ones. */
    static final int MAX_PARAMETERS = 101;

    /** Characters that stay as they are in the value of a parameter; all parsers of queries leave them alone. */
    private static final String PLAIN = "-._~!,()/=";

    private RuleLine() {}

    /**
     * The line.
     *
     * @param asked the question as it is asked now
     * @param callers who may call; all with a service account
     * @param keepsLabels whether its label selectors still apply
     * @return empty if the question would be longer than any that is answered
     */
    static Optional<String> of(CallTarget.Query asked, Collection<Identity> callers, boolean keepsLabels) {
        List<String> parameters = new ArrayList<>();
        callers.stream()
                .map(Identity::namespace)
                .distinct()
                .forEach(namespace -> parameters.add("namespace=" + namespace));
        callers.forEach(
                caller -> parameters.add("serviceAccount=" + caller.namespace() + "/" + caller.serviceAccount()));
        if (keepsLabels) {
            asked.labelSelectors().forEach(selector -> parameters.add("labelSelector=" + encoded(selector)));
        }
        asked.timeout().ifPresent(wait -> parameters.add("wait=" + encoded(wait)));
        String query = String.join("&", parameters);
        return query.length() <= CallTarget.Query.MAX_LENGTH && parameters.size() <= MAX_PARAMETERS
                ? Optional.of(Fixes.AUTHORIZE + query)
                : Optional.empty();
    }

    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
