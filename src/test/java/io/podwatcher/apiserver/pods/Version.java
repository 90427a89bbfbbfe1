package io.podwatcher.apiserver.pods;

import java.util.Optional;

/**
 * One version of one pod, linked by {@link #before} to the earlier ones that are not compacted. It is the state of a
 * list and the event of a watch alike. Guarded by the store.
 */
public final class Version {

    private final String key;
    private final PodSource source;
    private final boolean deleted;
    private final long resourceVersion;
    private final long nanoTime = System.nanoTime();
    private volatile Optional<Version> before;

    /**
     * @param source the pod, of a deletion its last state
     * @param before what it replaces
     */
    Version(String key, PodSource source, boolean deleted, long resourceVersion, Optional<Version> before) {
        this.key = key;
        this.source = source;
        this.deleted = deleted;
        this.resourceVersion = resourceVersion;
        this.before = before;
    }

    public String key() {
        return key;
    }

    public PodSource source() {
        return source;
    }

    public boolean deleted() {
        return deleted;
    }

    public long resourceVersion() {
        return resourceVersion;
    }

    /** When it became so, by {@link System#nanoTime()}. */
    public long nanoTime() {
        return nanoTime;
    }

    /** The pod as it was until this version; empty where there was none. */
    public Optional<PodSource> sourceBefore() {
        return before.filter(version -> !version.deleted).map(Version::source);
    }

    /** What held at a moment; empty where there was no pod yet. */
    Optional<Version> at(long moment) {
        Optional<Version> version = Optional.of(this);
        while (version.isPresent() && version.get().resourceVersion > moment) {
            version = version.get().before;
        }
        return version;
    }

    /** Drops versions that cannot be requested any more. */
    void forgetBefore() {
        before = Optional.empty();
    }
}
