package io.podwatcher.attack.client;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the statuses that attackers got, and what happened to their connections. Any thread. */
public final class Answers {

    private final ConcurrentMap<String, LongAdder> counts;
    private final String prefix;

    public Answers() {
        this(new ConcurrentHashMap<>(), "");
    }

    private Answers(ConcurrentMap<String, LongAdder> counts, String prefix) {
        this.counts = counts;
        this.prefix = prefix;
    }

    /** The same counts, in which what is counted from there stands under a prefix. */
    Answers under(String name) {
        return new Answers(counts, name);
    }

    void status(int status) {
        event(Integer.toString(status));
    }

    /** Counts anything but a status, by a short name. */
    void event(String what) {
        counts.computeIfAbsent(prefix + what, first -> new LongAdder()).increment();
    }

    /** Takes what has been counted since the last time. */
    public SortedMap<String, Long> take() {
        SortedMap<String, Long> taken = new TreeMap<>();
        for (String what : counts.keySet()) {
            taken.put(what, counts.remove(what).sum());
        }
        return taken;
    }
}
