package io.podwatcher.apiserver.wire;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.client.RawClient;
import java.io.IOException;

/** The two transports of a watch. */
public enum Transport {
    WEB_SOCKET,
    CHUNKS;

    public RawClient open(ApiServer server) throws IOException {
        return open(
                server, "/api/v1/pods?watch=true&allowWatchBookmarks=true&resourceVersion=" + server.resourceVersion());
    }

    public RawClient open(ApiServer server, String path) throws IOException {
        RawClient client = this == CHUNKS ? RawClient.get(server, path) : RawClient.webSocket(server, path);
        client.status();
        return client;
    }
}
