package io.podwatcher.apiserver;

import io.podwatcher.apiserver.pods.Format;
import io.podwatcher.apiserver.pods.ObjectKind;
import io.podwatcher.apiserver.pods.PodStore;
import io.podwatcher.apiserver.pods.Version;
import io.podwatcher.apiserver.wire.HttpWire;
import io.podwatcher.apiserver.wire.TcpConnection;
import io.podwatcher.apiserver.wire.WebSocketWire;
import io.podwatcher.apiserver.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests for the objects of one kind, or applies their faults. On the event loop. */
final class Endpoint {

    private final Vertx vertx;
    private final ObjectKind kind;
    private final Pattern path;
    private final PodStore store;
    private final OpenLists lists;
    private final OpenWatches watches;
    private final Faults faults;
    private final RequestLog log;
    private final SentEvents sentEvents;
    private final ServerSettings settings;

    Endpoint(
            Vertx vertx,
            ObjectKind kind,
            PodStore store,
            OpenLists lists,
            OpenWatches watches,
            Faults faults,
            RequestLog log,
            SentEvents sentEvents,
            ServerSettings settings) {
        this.vertx = vertx;
        this.kind = kind;
        this.path = kind.path();
        this.store = store;
        this.lists = lists;
        this.watches = watches;
        this.faults = faults;
        this.log = log;
        this.sentEvents = sentEvents;
        this.settings = settings;
    }

    /** Answers the request, if it is for this kind. */
    boolean handles(HttpServerRequest request) {
        Matcher asked = path.matcher(request.path());
        if (!asked.matches()) {
            return false;
        }
        if (request.method() != HttpMethod.GET) {
            refuse(request, 405, "the server does not allow this method on the requested resource");
            return true;
        }
        try {
            handle(request, Query.of(Optional.ofNullable(asked.group(1)).orElse(""), request.params()));
        } catch (BadQuery e) {
            refuse(request, 400, e.getMessage());
        }
        return true;
    }

    private void handle(HttpServerRequest request, Query query) throws BadQuery {
        boolean webSocket = query.kind() == Kind.WATCH && request.canUpgradeToWebSocket();
        log.seen(query.kind(), request, webSocket);
        if (!faults.accepts(Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)))) {
            refuse(request, 401, "Unauthorized");
            return;
        }
        Optional<Fault> fault = faults.take(query.kind());
        if (fault.filter(Fault::insteadOfAnswer).isPresent()) {
            fault.get().strike(wire(request));
        } else if (query.kind() != Kind.WATCH && format(request).isEmpty()) {
            refuse(request, 406, "only the following media types are accepted: application/json");
        } else if (query.kind() != Kind.WATCH) {
            list(request, query, fault);
        } else if (webSocket) {
            TcpConnection tcp = new TcpConnection(request.connection());
            request.toWebSocket().onSuccess(socket -> watch(new WebSocketWire(tcp, socket), query, fault));
        } else {
            watch(new HttpWire(vertx, request, Format.JSON), query, fault);
        }
    }

    private void list(HttpServerRequest request, Query query, Optional<Fault> fault) throws BadQuery {
        Optional<ContinueToken> token = Optional.empty();
        if (query.continueToken().isPresent()) {
            token = Optional.of(ContinueToken.parse(query.continueToken().get()));
        }
        long now = store.resourceVersion();
        long asked = query.resourceVersion().orElse(0);
        if (asked > now) {
            refuse(request, 504, "Too large resource version: " + asked + ", current: " + now);
            return;
        }
        long moment = token.map(ContinueToken::resourceVersion).orElse(query.exact() ? asked : now);
        // From its watch cache, which resourceVersion=0 permits, a real API server gives everything at once.
        boolean paged = query.limit().orElse(0) > 0
                && (token.isPresent() || query.resourceVersion().isEmpty() || asked > 0);
        try {
            PodStore.Found found = store.list(
                    query.selection().prefix(),
                    token.map(ContinueToken::after).orElse(""),
                    moment,
                    paged ? (int) Math.min(query.limit().getAsLong(), Integer.MAX_VALUE) : Integer.MAX_VALUE,
                    query.selection()::matches);
            HttpWire wire = wire(request);
            lists.opened(wire);
            new ListStream(wire, kind, found.pods(), fault).start(metadata(query, moment, found));
        } catch (PodStore.Expired e) {
            refuse(
                    request,
                    410,
                    token.isPresent()
                            ? "The provided continue parameter is too old to display a consistent list result."
                            : e.getMessage());
        }
    }

    private JsonObject metadata(Query query, long moment, PodStore.Found found) throws PodStore.Expired {
        JsonObject metadata = new JsonObject().put("resourceVersion", String.valueOf(moment));
        if (found.more()) {
            String last = found.pods().get(found.pods().size() - 1).key();
            metadata.put("continue", new ContinueToken(moment, last).encode());
            if (query.selection().isEverything()) {
                metadata.put("remainingItemCount", store.count(query.selection().prefix(), last, moment));
            }
        }
        return metadata;
    }

    private void watch(Wire wire, Query query, Optional<Fault> fault) {
        WatchStream watch = new WatchStream(
                wire,
                kind,
                store,
                query.selection(),
                query.bookmarks(),
                settings.lagLimit(),
                watches::cut,
                sentEvents,
                fault);
        watches.opened(watch);
        OptionalLong timer = query.timeoutSeconds().isPresent()
                ? OptionalLong.of(vertx.setTimer(query.timeoutSeconds().getAsLong() * 1000, unused -> watch.end()))
                : OptionalLong.empty();
        wire.onClose(() -> {
            watches.closed(watch);
            timer.ifPresent(vertx::cancelTimer);
        });
        long after = query.resourceVersion().orElse(0);
        if (after > 0 && !query.sendInitialEvents()) {
            watch.start(after);
            return;
        }
        long now = store.resourceVersion();
        try {
            List<Version> pods = store.list(
                            query.selection().prefix(), "", now, Integer.MAX_VALUE, query.selection()::matches)
                    .pods();
            watch.start(pods, now, query.sendInitialEvents());
        } catch (PodStore.Expired e) {
            throw new IllegalStateException("what holds now cannot be too old", e);
        }
    }

    private void refuse(HttpServerRequest request, int code, String message) {
        wire(request).refuse(code, StatusJson.status(code, message, OptionalInt.empty()), OptionalInt.empty());
    }

    private HttpWire wire(HttpServerRequest request) {
        return new HttpWire(vertx, request, format(request).orElse(Format.JSON));
    }

    private Optional<Format> format(HttpServerRequest request) {
        return Format.asked(
                Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)), settings.protobuf() && !kind.isCustom());
    }
}
