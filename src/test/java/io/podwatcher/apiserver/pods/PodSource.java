package io.podwatcher.apiserver.pods;

import io.vertx.core.buffer.Buffer;

/** What the server keeps of a pod: enough to encode it whenever it is asked for. Immutable; any thread. */
public interface PodSource {

    /** What selectors and the history of claims go by. */
    ApiPod pod();

    /** The pod as an item of a list, that is without kind and apiVersion. */
    Buffer json(long resourceVersion);

    /** The same in protobuf, without its tag and length. */
    byte[] protobuf(long resourceVersion);
}
