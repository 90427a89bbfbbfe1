package io.podwatcher.attack;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.attack.client.Http2Flood;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Clients of HTTP/2 and TLS. */
class Http2AttacksIT extends OnStage {

    @Override
    Stage open(Path home, ApiServer watched) throws IOException {
        return Stage.startWithTls(home, watched);
    }

    @Test
    void unreadStreamsDoNotExhaustTheMemory() throws Exception {
        attack("unread streams", "closed windows", "a hundred listings at once", "indexed headers that wait");
    }

    @Test
    void frameFloodsDoNotDelayOthers() throws Exception {
        attack(Arrays.stream(Http2Flood.values()).map(Http2Flood::toString).toArray(String[]::new));
    }

    @Test
    void aThousandHandshakesAtOnceDoNotDelayOthers() throws Exception {
        attack("endless bodies");
    }

    @Test
    void renegotiationDoesNotDelayOthers() throws Exception {
        attack("renegotiation");
    }
}
