package io.podwatcher.http.bulk;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2Error;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.HistoryOff;
import io.podwatcher.http.history.PastLookups;
import io.podwatcher.http.lookup.ClientCheck;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.http.streaming.LongAnswers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code POST /lookup}: who owns each of many IPs, as one JSON object, or line by line as fast as the client sends and
 * reads. On the event loop of its HTTP verticle.
 */
public final class BulkEndpoint {

    public static final String PATH = "/lookup";

    static final String NDJSON = "application/x-ndjson";

    private final Vertx vertx;
    private final Sources sources;
    private final Function<String, Instant> moment;
    private final ClientCheck clients;
    private final LongAnswers answers;
    private final Duration silence;

    /**
     * @param history the history; empty if none is kept
     * @param silence how long a client may send nothing of its body
     */
    public BulkEndpoint(
            Vertx vertx,
            LookupBatcher lookups,
            Optional<PastLookups> history,
            ClientCheck clients,
            LongAnswers answers,
            Duration silence,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.sources = new Sources(lookups, history, new LookupMeters(registry, "lookup"));
        this.moment = history.isPresent() ? history.get()::moment : BulkEndpoint::noMoment;
        this.clients = clients;
        this.answers = answers;
        this.silence = silence;
    }

    private static Instant noMoment(String text) {
        throw new BadParameter(HistoryOff.REASON, HistoryOff.ERROR);
    }

    /** Whether the body of this request is read here. */
    public static boolean readsBody(HttpRequest request) {
        return request.method().name().equals("POST") && isPath(request.uri());
    }

    /** Whether this is the path as it is written here: a body is read only then. */
    public static boolean isPath(String target) {
        return target.startsWith(PATH) && (target.length() == PATH.length() || target.charAt(PATH.length()) == '?');
    }

    /** Answers any POST request. */
    public void handle(HttpServerRequest request) {
        request.pause();
        request.response().endHandler(answered -> stop(request));
        clients.ifAllowed(request, () -> start(request));
    }

    /** Asks an HTTP/2 client to send no more of a body that is answered (RFC 9113, 8.1). HTTP/1 connections close. */
    private static void stop(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2 && !request.isEnded()) {
            request.response().reset(Http2Error.NO_ERROR.code());
        }
    }

    private void start(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        BulkForm form = type != null && type.startsWith(NDJSON) ? new NdjsonForm(moment) : new JsonForm(moment);
        answers.start(request, answer -> new BulkAnswer(vertx, request, answer, form, sources, silence).start());
    }
}
