package io.podwatcher.http.history;

import io.podwatcher.http.FakeHistory;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.WithFakeCache;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** An HTTP verticle in front of a cache and a history verticle that a test scripts, at a fixed time. */
abstract class WithFakeHistory extends WithFakeCache {

    static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");

    static final HistoryOptions OPTIONS = new HistoryOptions(Duration.ofDays(30), Clock.fixed(NOW, ZoneOffset.UTC));

    static final String AT = "2026-11-23T14:03:00Z";

    FakeHistory history;

    @Override
    protected Service start(Vertx vertx) {
        history = new FakeHistory(vertx).listen();
        return Service.startWithHistory(vertx, OPTIONS, Optional.empty());
    }

    RawHttp.Response pod(String ip, String at) {
        return service.get("/pod?ip=" + ip + "&at=" + at);
    }
}
