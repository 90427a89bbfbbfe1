package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.authorize.Call;
import io.podwatcher.authorize.Denial;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.http.lookup.PodAnswer;
import io.podwatcher.http.token.Tokens;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Identity;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code GET /token?audience=}: a token that says which pod the caller is, for the audience that it names. The caller
 * is found as in {@code /authorize}. On the event loop of its HTTP verticle.
 */
public final class TokenEndpoint {

    private static final String PATH = "/token";

    /** The characters of a URI. */
    private static final Pattern AUDIENCE = Pattern.compile("[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]{1,256}");

    private final LookupBatcher lookups;
    private final Callers callers;
    private final long maxAge;
    private final Tokens tokens;
    private final LookupMeters meters;
    private final InternalErrors errors = new InternalErrors();

    /**
     * @param maxAge seconds since the API server confirmed the map, from which on it decides nothing
     * @param tokens of this verticle, of which some are signed
     */
    public TokenEndpoint(LookupBatcher lookups, Callers callers, long maxAge, Tokens tokens, MeterRegistry registry) {
        this.lookups = lookups;
        this.callers = callers;
        this.maxAge = maxAge;
        this.tokens = tokens;
        this.meters = new LookupMeters(registry, "token");
    }

    /** Answers any GET or HEAD request; throws {@link BadParameter} if it is not understood. */
    public void handle(HttpServerRequest request) {
        String audience = audience(request);
        Call call = callers.namedCall(request);
        lookups.lookup(call.candidates(), new Answer(request.response(), call, audience));
    }

    /**
     * Refuses names of namespaces: those are the audiences of {@code X-Source-Token}, by which an upstream recognizes a
     * call that was allowed.
     */
    private static String audience(HttpServerRequest request) {
        String audience = QueryParameters.one(request, "audience")
                .orElseThrow(() -> new BadParameter(
                        "invalid_audience",
                        "The parameter audience is missing; ask for example " + PATH
                                + "?audience=https://shop.example.com"));
        if (!AUDIENCE.matcher(audience).matches()) {
            throw new BadParameter(
                    "invalid_audience", "The parameter audience is not a URI of up to 256 characters (RFC 3986)");
        }
        if (Identity.isNamespace(audience)) {
            throw new BadParameter(
                    "invalid_audience",
                    "An audience that could be a namespace is reserved for calls that /authorize has allowed; name the"
                            + " receiver by a URL");
        }
        return audience;
    }

    private final class Answer extends CallerReceiver {

        private final String audience;

        Answer(HttpServerResponse response, Call call, String audience) {
            super(response, call, callers, meters);
            this.audience = audience;
        }

        @Override
        void answer(IpAddress ip, LookupResult owner, long age, MapVersion version) {
            Optional<Long> seconds = Tokens.seconds(age, maxAge);
            if (!(owner instanceof LookupResult.Owned owned)) {
                PodAnswer.writeOwn(response, ip, owner, age, version);
            } else if (!Tokens.mayHaveOne(owned.pod())) {
                refuse(owned.pod(), age, version);
            } else if (seconds.isEmpty()) {
                JsonReplies.error(
                        JsonReplies.fromMap(response, age, version), 503, Denial.STALE.code(), Denial.STALE.message());
            } else {
                tokens.own(owned.pod(), ip, audience, seconds.get(), token -> answer(token, age, version));
            }
        }

        private void refuse(Pod pod, long age, MapVersion version) {
            boolean terminating = pod.stage() != Pod.Stage.LIVE;
            JsonReplies.error(
                    JsonReplies.fromMap(response, age, version),
                    403,
                    terminating ? "terminating" : "no_service_account",
                    terminating
                            ? "The pod is being deleted, and another pod may have its address soon"
                            : "The pod has no service account, which its token would name");
        }

        /** When it is signed, which may be later. */
        private void answer(Optional<Tokens.Valid> token, long age, MapVersion version) {
            try {
                if (token.isEmpty()) {
                    JsonReplies.overloaded(response, "The token could not be signed in time; try again");
                    return;
                }
                JsonObject body = new JsonObject()
                        .put("token", token.get().token())
                        .put("expires_in", token.get().seconds());
                response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                JsonReplies.json(JsonReplies.fromMap(response, age, version), 200, body.toBuffer());
            } catch (RuntimeException e) {
                errors.report("A token could not be answered", e);
                failed();
            }
        }
    }
}
