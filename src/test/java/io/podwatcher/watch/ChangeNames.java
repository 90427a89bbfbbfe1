package io.podwatcher.watch;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodChange.Gone;
import io.podwatcher.messages.watch.PodChange.Present;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.watch.pod.PodResource;
import java.util.List;

/** Changes in few words: the names of pods that are present, and of those that are gone with a minus. */
final class ChangeNames {

    private ChangeNames() {}

    static List<String> told(PodsChanged batch) {
        return batch.changes().stream().map(ChangeNames::told).toList();
    }

    static String told(PodChange change) {
        return change instanceof Present present
                ? present.pod().name()
                : "-" + ((Gone) change).uid().replace("uid-", "");
    }

    /** A pod of the namespace default. */
    static PodResource pod(String name, String uid, String version) {
        PodResource pod = new PodResource();
        pod.setMetadata(new ObjectMetaBuilder()
                .withNamespace("default")
                .withName(name)
                .withUid(uid)
                .withResourceVersion(version)
                .build());
        return pod;
    }
}
