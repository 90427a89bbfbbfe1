package io.podwatcher.http.history;

import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.IntervalsRequest.Subject;
import io.podwatcher.model.IpAddress;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the query of {@code /history}. Any thread. */
final class IntervalsQuery {

    private IntervalsQuery() {}

    /**
     * @throws BadParameter if a parameter is invalid, or none or several say whose intervals
     */
    static IntervalsRequest read(HttpServerRequest request) {
        Subject subject = subject(request);
        Optional<Instant> from = time(request, "from");
        Optional<Instant> to = time(request, "to");
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw new BadParameter("invalid_range", "from is after to");
        }
        return new IntervalsRequest(subject, from, to, after(request), QueryParameters.limit(request));
    }

    private static Subject subject(HttpServerRequest request) {
        List<Subject> subjects = new ArrayList<>();
        QueryParameters.one(request, "ip").map(IntervalsQuery::ip).ifPresent(subjects::add);
        QueryParameters.one(request, "pod").map(IntervalsQuery::pod).ifPresent(subjects::add);
        QueryParameters.one(request, "uid").map(Subject.OfUid::new).ifPresent(subjects::add);
        if (subjects.size() != 1) {
            throw new BadParameter(
                    "invalid_subject",
                    "Exactly one of ip, pod and uid says whose history; ask for example /history?ip=10.42.0.5 or"
                            + " /history?pod=shop/cart-0");
        }
        return subjects.get(0);
    }

    private static Subject ip(String text) {
        return new Subject.OfIp(IpAddress.parse(text)
                .orElseThrow(() -> new BadParameter(
                        "invalid_ip", "The parameter ip is not an IPv4 or IPv6 address in plain notation")));
    }

    private static Subject pod(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new BadParameter(
                    "invalid_pod", "pod is not a namespace and a name; ask for example /history?pod=shop/cart-0");
        }
        return new Subject.OfName(parts[0], parts[1]);
    }

    private static Optional<Instant> time(HttpServerRequest request, String name) {
        return QueryParameters.one(request, name).map(text -> Moments.time(name, text));
    }

    private static Optional<IntervalsRequest.Cursor> after(HttpServerRequest request) {
        return QueryParameters.one(request, "continue")
                .map(token -> IntervalToken.read(token)
                        .orElseThrow(() -> new BadParameter(
                                "invalid_continue", "continue is not a token from an answer of /history")));
    }
}
