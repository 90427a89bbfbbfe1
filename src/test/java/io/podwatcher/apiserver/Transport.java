package io.podwatcher.apiserver;

import java.io.IOException;

/** The two ways in which a watch is brought to a client. */
enum Transport {
    WEB_SOCKET,
    CHUNKS;

    RawClient open(ApiServer server) throws IOException {
        return open(
                server, "/api/v1/pods?watch=true&allowWatchBookmarks=true&resourceVersion=" + server.resourceVersion());
    }

    RawClient open(ApiServer server, String path) throws IOException {
        RawClient client = this == CHUNKS ? RawClient.get(server, path) : RawClient.webSocket(server, path);
        client.status();
        return client;
    }
}
