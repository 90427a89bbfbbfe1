package io.podwatcher.http.forwardauth.question;

import io.podwatcher.authorize.Denial;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/** What is asked of {@code /authorize}: may this caller call that. On the event loop of its HTTP verticle. */
public interface Question {

    /** How long to wait for an IP that nobody owns yet; empty not to wait. */
    Optional<Duration> timeout();

    /** The version that the map must have reached; empty if any will do. */
    default Optional<MapVersion> notOlderThan() {
        return Optional.empty();
    }

    /**
     * Why this pod may not call; empty when it may. Asked after {@link #refusalOfTarget}.
     *
     * @param caller the pod that owns the caller's IP
     */
    Optional<Refusal> refusal(Pod caller);

    /**
     * Why this peer may not ask; empty when it may.
     *
     * @param isTrusted whether it is a trusted proxy
     */
    default Optional<Refusal> refusalOfPeer(boolean isTrusted) {
        return Optional.empty();
    }

    /** Why nobody may call the target; finds out which it is. Asked after {@link #refusalOfPeer}. */
    default Optional<Refusal> refusalOfTarget() {
        return Optional.empty();
    }

    /** Adds the headers of the target that has been found, if the question is about one. */
    default void addTarget(HttpServerResponse response) {}

    /** The target, as it is recorded; asked after {@link #refusalOfTarget}, if that is asked at all. */
    CallTarget called();

    /** The namespace of the target: the audience of the caller's token. Asked after {@link #refusalOfTarget}. */
    String audience();

    /** Whether an allowed call goes to Fission's router. */
    default boolean isForFissionRouter() {
        return false;
    }

    /** The target, for people. */
    String target();

    /**
     * What would let the caller in, for people.
     *
     * @param caller the pod that may not call
     * @param denial the reason of {@link #refusal}
     */
    String fix(Pod caller, Denial denial);
}
