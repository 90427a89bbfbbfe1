package io.podwatcher.http.lookup;

import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
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
    private List<Caller> callers = new ArrayList<>();
    private boolean asking;

    /** Waits for the answer of one lookup. */
    public interface Caller {

        /**
         * The map has answered.
         *
         * @param lookup what it says
         * @param age whole seconds since the API server last confirmed it
         */
        void answered(LookupResult lookup, long age);

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

    /** How many wait to be asked; from another thread than the loop's, it may be a moment old. */
    public int waiting() {
        return callers.size();
    }

    public void lookup(IpAddress ip, Caller caller) {
        if (ips.size() >= MAX_WAITING) {
            unanswered(1, MAX_WAITING + " wait for their answers already");
            caller.overloaded();
            return;
        }
        ips.add(ip);
        callers.add(caller);
        if (!asking) {
            asking = true;
            // Runs when the loop has read everything that has arrived by now.
            context.runOnContext(turnEnds -> ask());
        }
    }

    private void ask() {
        LookupRequest request = new LookupRequest(ips);
        List<Caller> asked = callers;
        ips = new ArrayList<>();
        callers = new ArrayList<>();
        cache.lookup(request).onComplete(reply -> answer(asked, reply));
    }

    private void answer(List<Caller> asked, AsyncResult<LookupReply> result) {
        if (ips.isEmpty()) {
            asking = false;
        } else {
            ask();
        }
        if (result.failed()) {
            unanswered(asked.size(), result.cause().getMessage());
            asked.forEach(caller -> answer(caller, caller::overloaded));
            return;
        }
        LookupReply reply = result.result();
        // Of now, once for all: loop, process or machine may have stood still since the cache has answered.
        long age = reply.age().seconds();
        for (int i = 0; i < asked.size(); i++) {
            Caller caller = asked.get(i);
            LookupResult lookup = reply.lookups().get(i);
            answer(caller, () -> caller.answered(lookup, age));
        }
    }

    /** Answers one of many, so that its failure is not that of the others. */
    private void answer(Caller caller, Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            errors.report("A lookup failed when it was to be answered", e);
            caller.failed();
        }
    }

    /** Rate-limited: an overloaded process must not log every lookup. */
    private void unanswered(int lookups, String why) {
        warnings.report(lookups, all -> log.warn("{} lookups were not answered by the cache: {}", all, why));
    }
}
