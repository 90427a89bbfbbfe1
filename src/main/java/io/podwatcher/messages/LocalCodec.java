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
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;

/**
 * Passes messages by reference, because they are immutable. Any thread.
 *
 * @param <T> the type of message
 */
final class LocalCodec<T> implements MessageCodec<T, T> {

    private static final List<Class<?>> MESSAGES = List.of(
            PodsChanged.class,
            WatchReport.class,
            LookupRequest.class,
            LookupReply.class,
            WaitRequest.class,
            VersionWait.class,
            WaitCancelled.class,
            PageRequest.class,
            PageReply.class,
            ChangesRequest.class,
            ChangesReply.class,
            StatusRequest.class,
            StatusReply.class,
            Drain.class,
            KeyPairChanged.class,
            RoutesChanged.class,
            SignRequest.class,
            SignedToken.class,
            TokenKeys.class,
            TokenKeysRequest.class,
            ScrapeRequest.class,
            ScrapeReply.class,
            LoadRequest.class,
            LoadReply.class,
            DecisionBatch.class,
            DecisionsRequest.class,
            DecisionsReply.class,
            OwnersChanged.class,
            PastOwnersRequest.class,
            PastOwnersReply.class,
            IntervalsRequest.class,
            IntervalsReply.class,
            HistoryState.class,
            ConfirmedRequest.class,
            ConfirmedReply.class,
            UnownedRequest.class,
            UnownedReply.class);

    private final Class<T> type;

    private LocalCodec(Class<T> type) {
        this.type = type;
    }

    static void registerAll(EventBus bus) {
        MESSAGES.forEach(type -> register(bus, type));
    }

    private static <T> void register(EventBus bus, Class<T> type) {
        bus.registerDefaultCodec(type, new LocalCodec<>(type));
    }

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public String name() {
        return type.getName();
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        throw new UnsupportedOperationException(name() + " never leaves the process");
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException(name() + " never leaves the process");
    }
}
