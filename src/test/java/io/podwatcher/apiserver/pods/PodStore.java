package io.podwatcher.apiserver.pods;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All pods in all their versions since the last compaction, much as etcd has them: a list reads the versions that were
 * valid at its version, a watch those after its own. One counter gives every change its resource version. Any thread.
 */
public final class PodStore {

    /** Not 0 and not 1, which mean something of their own to clients. */
    private static final long FIRST_RESOURCE_VERSION = 1000;

    private final NavigableMap<String, Version> newest = new TreeMap<>();
    private final List<Version> changes = new ArrayList<>();
    private final ClaimHistory claims;
    private final int historyLimit;
    private long resourceVersion = FIRST_RESOURCE_VERSION;
    private long compacted = FIRST_RESOURCE_VERSION;

    /** The resource version asked for has been compacted. */
    public static final class Expired extends Exception {

        private static final long serialVersionUID = 1L;

        Expired(long asked, long oldest) {
            super("too old resource version: " + asked + " (" + oldest + ")");
        }
    }

    /**
     * What a list has found.
     *
     * @param pods each in the version that held
     * @param more whether there are pods behind them
     */
    public record Found(List<Version> pods, boolean more) {}

    /**
     * The changes after a resource version.
     *
     * @param changes the first of them
     * @param upTo the resource version up to which these are all
     */
    public record Next(List<Version> changes, long upTo) {}

    /**
     * @param historyLimit how many changes to keep at least before older ones are compacted by themselves
     */
    public PodStore(ClaimHistory claims, int historyLimit) {
        this.claims = claims;
        this.historyLimit = historyLimit;
    }

    public synchronized long put(PodSource source) {
        ApiPod pod = source.pod();
        String key = key(pod.namespace(), pod.name());
        return change(key, source, false, Optional.ofNullable(newest.get(key)));
    }

    public synchronized Optional<Long> delete(String namespace, String name) {
        String key = key(namespace, name);
        return Optional.ofNullable(newest.get(key))
                .filter(last -> !last.deleted())
                .map(last -> change(key, last.source(), true, Optional.of(last)));
    }

    private long change(String key, PodSource source, boolean deleted, Optional<Version> before) {
        Version version = new Version(key, source, deleted, ++resourceVersion, before);
        newest.put(key, version);
        changes.add(version);
        claims.changed(
                version.sourceBefore().map(PodSource::pod),
                deleted ? Optional.empty() : Optional.of(source.pod()),
                resourceVersion);
        if (changes.size() > 2 * historyLimit) {
            compact(changes.get(changes.size() - historyLimit - 1).resourceVersion());
        }
        return resourceVersion;
    }

    /** Counts on without a change, as when something else than pods changes. */
    public synchronized long advance() {
        return ++resourceVersion;
    }

    public synchronized long resourceVersion() {
        return resourceVersion;
    }

    public synchronized Optional<ApiPod> pod(String namespace, String name) {
        return Optional.ofNullable(newest.get(key(namespace, name)))
                .filter(version -> !version.deleted())
                .map(version -> version.source().pod());
    }

    public synchronized List<ApiPod> all() {
        return newest.values().stream()
                .filter(version -> !version.deleted())
                .map(version -> version.source().pod())
                .toList();
    }

    /** Goes back to what held at a moment that is not compacted, and counts on from there. */
    public synchronized void restore(long moment) {
        for (String key : List.copyOf(newest.keySet())) {
            Version last = newest.get(key);
            Optional<Version> then = last.at(moment);
            then.ifPresentOrElse(version -> newest.put(key, version), () -> newest.remove(key));
            if (last.resourceVersion() > moment) {
                claims.changed(pod(Optional.of(last)), pod(then), moment);
            }
        }
        changes.subList(firstAfter(moment), changes.size()).clear();
        resourceVersion = moment;
    }

    private static Optional<ApiPod> pod(Optional<Version> version) {
        return version.filter(there -> !there.deleted())
                .map(there -> there.source().pod());
    }

    /** Forgets what held before a resource version, and the changes up to it. */
    public synchronized void compact(long upTo) {
        compacted = Math.max(compacted, Math.min(upTo, resourceVersion));
        int gone = firstAfter(compacted);
        for (Version change : changes.subList(0, gone)) {
            Version last = newest.get(change.key());
            if (last != null) {
                last.at(compacted).ifPresent(Version::forgetBefore);
                if (last.deleted() && last.resourceVersion() <= compacted) {
                    newest.remove(change.key());
                }
            }
        }
        changes.subList(0, gone).clear();
    }

    /**
     * The pods that held at a moment, in the order of their keys.
     *
     * @param prefix the prefix of their keys; empty for all
     * @param after the key to continue after; empty for the start
     * @param limit how many at most
     */
    public synchronized Found list(String prefix, String after, long moment, int limit, Predicate<ApiPod> selection)
            throws Expired {
        if (moment < compacted) {
            throw new Expired(moment, compacted);
        }
        List<Version> found = new ArrayList<>();
        String from = after.compareTo(prefix) > 0 ? after : prefix;
        for (Version last : newest.tailMap(from, !from.equals(after)).values()) {
            if (!last.key().startsWith(prefix)) {
                break;
            }
            Optional<Version> version = last.at(moment).filter(then -> !then.deleted());
            if (version.isPresent() && found.size() == limit) {
                return new Found(found, true);
            }
            version.filter(then -> selection.test(then.source().pod())).ifPresent(found::add);
        }
        return new Found(found, false);
    }

    /** How many pods there were at a moment behind a key. */
    public synchronized int count(String prefix, String after, long moment) {
        int count = 0;
        for (Version last : newest.tailMap(after, false).values()) {
            if (!last.key().startsWith(prefix)) {
                break;
            }
            if (last.at(moment).filter(version -> !version.deleted()).isPresent()) {
                count++;
            }
        }
        return count;
    }

    /** The changes after a resource version, this many at most. */
    public synchronized Next after(long seen, int limit) throws Expired {
        if (seen < compacted) {
            throw new Expired(seen, compacted);
        }
        int from = firstAfter(seen);
        int to = Math.min(changes.size(), from + limit);
        long upTo = to == changes.size() ? resourceVersion : changes.get(to - 1).resourceVersion();
        return new Next(List.copyOf(changes.subList(from, to)), Math.max(seen, upTo));
    }

    /** How many changes there are after a resource version. */
    public synchronized int lag(long seen) {
        return changes.size() - firstAfter(seen);
    }

    private int firstAfter(long moment) {
        int low = 0;
        int high = changes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (changes.get(middle).resourceVersion() <= moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
