package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.NameServer.Says;
import io.podwatcher.watch.api.ClusterAccess;
import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An API server that is known by a name, and a name server that fails. */
class NameResolutionTest {

    private static final String NAME = "api.cluster.test";

    private final ApiServer apiServer = new ApiServer().start();
    private NameServer nameServer;
    private WatchUnderTest watch;

    @AfterEach
    void close() {
        watch.close();
        nameServer.close();
        apiServer.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HERE")
    void nameThatIsUnknownAtTheStartIsToldAndAskedForUntilItIsKnown(Says says) {
        // Given
        apiServer.put(ApiPod.running("default", "first", "uid-first", "10.0.0.1"));

        // When
        startWatch(says);

        // Then
        await().until(() -> watch.cache.report().failures() >= 2);
        assertThat(watch.cache.report().problem())
                .hasValueSatisfying(words -> assertThat(words).contains(NAME));
        assertThat(watch.cache.report().restarts()).containsOnlyKeys(RestartReason.CONNECTION);
        nameServer.says(Says.HERE);
        await().until(() -> watch.cache.podNames().contains("first"));
        await().until(() -> watch.cache.report().problem().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HERE")
    void nameThatIsLostWhileWatchingIsToldAndTheWatchGoesOnWhenItIsBack(Says says) {
        // Given
        startWatch(Says.HERE);
        await().until(() -> apiServer.openWatches() == 1);

        // When
        nameServer.says(says);
        apiServer.stop();
        apiServer.start();
        apiServer.put(ApiPod.running("default", "meanwhile", "uid-meanwhile", "10.0.0.1"));

        // Then
        await().until(() -> watch.cache.report().failures() >= 2);
        assertThat(watch.cache.report().problem()).isPresent();
        assertThat(watch.cache.podNames()).isEmpty();
        nameServer.says(Says.HERE);
        await().until(() -> watch.cache.podNames().contains("meanwhile"));
        await().until(() -> watch.cache.report().problem().isEmpty());
    }

    @Test
    void nameIsAskedForAgainWithEachConnection() {
        // Given
        startWatch(Says.HERE);
        await().until(() -> apiServer.openWatches() == 1);
        int asked = nameServer.asked();

        // When
        apiServer.stop();
        apiServer.start();

        // Then
        await().until(() -> apiServer.openWatches() == 1);
        assertThat(nameServer.asked()).isGreaterThan(asked);
    }

    private void startWatch(Says says) {
        nameServer = new NameServer(says);
        ConfigBuilder config = new ConfigBuilder(apiServer.config())
                .withMasterUrl(apiServer.url().replace("127.0.0.1", NAME))
                .withConnectionTimeout(1000)
                .withRequestTimeout(1000);
        watch = new WatchUnderTest(
                new ClusterAccess(config.build(), "test"),
                WatchUnderTest.ALL,
                new VertxOptions().setAddressResolverOptions(nameServer.options()));
    }
}
