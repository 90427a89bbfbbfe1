package io.podwatcher.messages;

import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.messages.decisions.DecisionsReply;
import io.podwatcher.messages.decisions.DecisionsRequest;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.history.HistoryState;
import io.podwatcher.messages.history.IntervalsReply;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.PastOwnersReply;
import io.podwatcher.messages.history.PastOwnersRequest;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.lookup.VersionWait;
import io.podwatcher.messages.lookup.WaitCancelled;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.map.LoadReply;
import io.podwatcher.messages.map.LoadRequest;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.map.ScrapeReply;
import io.podwatcher.messages.map.ScrapeRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.map.StatusRequest;
import io.podwatcher.messages.recording.ConfirmedReply;
import io.podwatcher.messages.recording.ConfirmedRequest;
import io.podwatcher.messages.recording.OwnersChanged;
import io.podwatcher.messages.recording.UnownedReply;
import io.podwatcher.messages.recording.UnownedRequest;
import io.podwatcher.messages.token.SignRequest;
import io.podwatcher.messages.token.SignedToken;
import io.podwatcher.messages.token.TokenKeys;
import io.podwatcher.messages.token.TokenKeysRequest;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.WatchReport;
import io.vertx.core.eventbus.DeliveryOptions;

/** The event-bus addresses, all local to this process. The cache verticle consumes those of pods and of the watch. */
public final class BusAddresses {

    /** {@link PodsChanged}, from the watch; replied to when it has been applied. */
    public static final String PODS_CHANGED = "pods.changed";

    /** {@link WatchReport}, from the watch. */
    public static final String WATCH_REPORT = "watch.report";

    /** {@link LookupRequest}, answered with {@link LookupReply}. */
    public static final String LOOKUP = "pods.lookup";

    /** {@link WaitRequest}, answered with {@link LookupReply} when a pod owns the IP or the timeout has expired. */
    public static final String WAIT = "pods.wait";

    /**
     * {@link VersionWait}, answered with {@link LookupReply} when the map has the version or the timeout has expired.
     */
    public static final String WAIT_VERSION = "pods.wait.version";

    /** {@link WaitCancelled}. */
    public static final String WAIT_CANCELLED = "pods.wait.cancelled";

    /** {@link PageRequest}, answered with {@link PageReply}. */
    public static final String PAGE = "pods.page";

    /** {@link ChangesRequest}, answered with {@link ChangesReply}. */
    public static final String CHANGES = "pods.changes";

    /** {@link StatusRequest}, answered with {@link StatusReply}. */
    public static final String STATUS = "pods.status";

    /** {@link Drain}, published to all HTTP verticles and the cache. */
    public static final String DRAIN = "service.drain";

    /** {@link KeyPairChanged}, published to all HTTP verticles. */
    public static final String KEY_PAIR = "service.key-pair";

    /** {@link RoutesChanged}, published to all HTTP verticles. */
    public static final String ROUTES = "fission.routes";

    /** {@link SignRequest}, answered by the token verticle with {@link SignedToken}. */
    public static final String SIGN = "tokens.sign";

    /** {@link TokenKeysRequest}, answered by the token verticle with {@link TokenKeys}. */
    public static final String TOKEN_KEYS_REQUEST = "tokens.keys.request";

    /** {@link TokenKeys}, published to all HTTP verticles. */
    public static final String TOKEN_KEYS = "tokens.keys";

    /** {@link ScrapeRequest}, answered by the metrics verticle with {@link ScrapeReply}. */
    public static final String SCRAPE = "service.scrape";

    /** {@link LoadRequest}, answered by the metrics verticle with {@link LoadReply}. */
    public static final String LOAD = "service.load";

    /** {@link DecisionBatch}, from an HTTP verticle to the decisions verticle; replied to when it has been recorded. */
    public static final String DECISIONS_MADE = "decisions.made";

    /** {@link DecisionsRequest}, answered by the decisions verticle with {@link DecisionsReply}. */
    public static final String DECISIONS = "decisions.all";

    /** {@link OwnersChanged}, from the cache to the history verticle; replied to when it has been received. */
    public static final String OWNERS_CHANGED = "history.owners.changed";

    /** {@link ConfirmedRequest}, answered by the cache with {@link ConfirmedReply}. */
    public static final String OWNERS_CONFIRMED = "history.owners.confirmed";

    /** {@link UnownedRequest}, answered by the cache with {@link UnownedReply}. */
    public static final String UNOWNED = "history.unowned";

    /** {@link PastOwnersRequest}, answered by the history verticle with {@link PastOwnersReply}. */
    public static final String PAST_OWNERS = "history.owners";

    /** {@link IntervalsRequest}, answered by the history verticle with {@link IntervalsReply}. */
    public static final String INTERVALS = "history.intervals";

    /** {@link HistoryState}, published to all HTTP verticles. */
    public static final String HISTORY_STATE = "history.state";

    /** Used for all messages: nothing leaves the process. */
    public static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private BusAddresses() {}
}
