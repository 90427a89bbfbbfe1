package io.podwatcher.model;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** For tests of what is read from a pod's encoded answer. */
public final class AnsweredPod {

    private AnsweredPod() {}

    /** A running pod with this answer. */
    public static Pod of(String json) {
        return new Pod(
                "uid",
                "default",
                "a",
                "node",
                "default",
                List.of(),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                json.getBytes(StandardCharsets.UTF_8));
    }
}
