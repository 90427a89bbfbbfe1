package io.podwatcher.http.lookup;

import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the cache for owners on behalf of one HTTP verticle, on its event loop. Lookups that arrive in one turn of the
 * loop travel as one request; those that arrive while a request is under way wait for its reply and go together. So at
 * most one request of each verticle is on the bus, however many lookups come in, and the wait for it is bounded here.
 */
public final class LookupBatcher {

    /** More would only wait longer than any caller does: at 20 µs each these take 160 ms. */
    static final int MAX_WAITING = 8192;

    private static final Logger log = LoggerFactory.getLogger(LookupBatcher.class);

    private final CacheClient cache;
    private final Context context;
    private final RateLimit warnings = new RateLimit(1);
    private final InternalErrors errors = new InternalErrors();
    private List<IpAddress> ips = new ArrayList<>();

    /** One for each IP; null if the IP belongs to the same lookup as the one before. */
    private List<Receiver> receivers = new ArrayList<>();

    private boolean asking;

    /** A lookup that a receiver repeats because it got no answer gets none either, instead of another wait. */
    private boolean refusing;

    /** Receives the answer to one lookup, on the event loop. */
    public interface Receiver {

        /**
         * The map has answered.
         *
         * @param answers of one state of the map, to this lookup and to others
         * @param first the index of the answer for this lookup's first IP; those for its other IPs follow
         * @param age whole seconds since the API server last confirmed that state
         * @param version the version of that state
         */
        void answered(List<LookupResult> answers, int first, long age, MapVersion version);

        /** There will be no answer: the queue is full, or the cache has not replied in time. */
        void overloaded();

        /** There will be no answer, because of a bug: one of the two methods above has failed. */
        void failed();
    }

    /**
     * @param context the HTTP verticle's
     */
    public LookupBatcher(CacheClient cache, Context context) {
        this.cache = cache;
        this.context = context;
    }

    /** How many lookups wait to be sent; slightly old if read on another thread than the loop's. */
    public int waiting() {
        return receivers.size();
    }

    /** Asks who owns an IP. */
    public void lookup(IpAddress ip, Receiver receiver) {
        if (hasRoom(receiver)) {
            ips.add(ip);
            receivers.add(receiver);
            askSoon();
        }
    }

    /**
     * Asks who owns each of these IPs, by one state of the map.
     *
     * @param several one or more
     */
    public void lookup(List<IpAddress> several, Receiver receiver) {
        if (hasRoom(receiver)) {
            ips.addAll(several);
            receivers.add(receiver);
            for (int i = 1; i < several.size(); i++) {
                receivers.add(null);
            }
            askSoon();
        }
    }

    private boolean hasRoom(Receiver receiver) {
        if (refusing) {
            receiver.overloaded();
            return false;
        }
        if (ips.size() < MAX_WAITING) {
            return true;
        }
        unanswered(1, MAX_WAITING + " wait for their answers already");
        refuse(receiver);
        return false;
    }

    private void refuse(Receiver receiver) {
        refusing = true;
        try {
            receiver.overloaded();
        } finally {
            refusing = false;
        }
    }

    private void askSoon() {
        if (!asking) {
            asking = true;
            // Runs when the loop has read everything that has arrived by now.
            context.runOnContext(turnEnds -> ask());
        }
    }

    private void ask() {
        LookupRequest request = new LookupRequest(ips);
        List<Receiver> asked = receivers;
        ips = new ArrayList<>();
        receivers = new ArrayList<>();
        cache.lookup(request).onComplete(reply -> answer(asked, reply));
    }

    private void answer(List<Receiver> asked, AsyncResult<LookupReply> result) {
        if (ips.isEmpty()) {
            asking = false;
        } else {
            ask();
        }
        if (result.failed()) {
            List<Receiver> lookups = asked.stream().filter(Objects::nonNull).toList();
            unanswered(lookups.size(), result.cause().getMessage());
            lookups.forEach(receiver -> answer(receiver, () -> refuse(receiver)));
            return;
        }
        LookupReply reply = result.result();
        // As of now, once for all: the loop, the process or the machine may have stood still since the reply was sent.
        long age = reply.age().seconds();
        MapVersion version = reply.age().version();
        for (int i = 0; i < asked.size(); i++) {
            Receiver receiver = asked.get(i);
            if (receiver != null) {
                int first = i;
                answer(receiver, () -> receiver.answered(reply.lookups(), first, age, version));
            }
        }
    }

    /** Answers one of many, so that its failure is not that of the others. */
    private void answer(Receiver receiver, Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            errors.report("A lookup failed while it was being answered", e);
            receiver.failed();
        }
    }

    /** Rate-limited: an overloaded process must not log every lookup. */
    private void unanswered(int lookups, String why) {
        warnings.report(lookups, all -> log.warn("{} lookups were not answered by the cache: {}", all, why));
    }
}
