package io.podwatcher.watch.resource;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClient;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.api.ResourceKind;
import io.podwatcher.watch.api.WatchInterceptor;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.list.ResourceLister;
import io.podwatcher.watch.page.JsonPageReader;
import io.podwatcher.watch.page.PageReader;
import io.podwatcher.watch.page.ResourceSerialization;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Owns fabric8's client with its options, and lists and watches the objects of one kind. One verticle owns it. */
public final class ResourceClient<R extends HasMetadata> {

    /** The API server ends a watch after this time, so that clients spread over its replicas again. */
    private static final long WATCH_SECONDS = 600;

    private final KubernetesClient client;
    private final ResourceKind<R> kind;
    private final WatchScope scope;
    private final ResourceSerialization<R> serialization;

    /**
     * @param vertx runs the connections; closed by the caller
     * @param access the API server
     * @param executor runs all that fabric8 does with events, in order
     */
    public ResourceClient(
            Vertx vertx, ClusterAccess access, ResourceKind<R> kind, WatchScope scope, Executor executor) {
        this.kind = kind;
        this.scope = scope;
        this.serialization = new ResourceSerialization<>(kind);
        long pingMillis = access.config().getWebsocketPingInterval();
        client = new KubernetesClientBuilder()
                // One attempt per request, and no reconnects: fabric8's pauses have neither jitter nor a maximum, and
                // it reports neither retries nor their failures.
                .withConfig(new ConfigBuilder(access.config())
                        .withRequestRetryBackoffLimit(0)
                        .withWatchReconnectLimit(0)
                        .build())
                .withHttpClientFactory(new Factory(vertx, pingMillis))
                .withKubernetesSerialization(serialization)
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor(WatchInterceptor.NAME, new WatchInterceptor()))
                .withTaskExecutor(executor)
                .build();
    }

    /**
     * Lists the same objects, with the client's authentication and TLS.
     *
     * @param protobuf reads pages in protobuf; empty for a kind that API servers have in JSON only
     * @param worker runs the callbacks of a list, in order
     */
    public ResourceLister<R> lister(Optional<PageReader<R>> protobuf, Executor worker) {
        return new ResourceLister<>(
                client.getHttpClient(),
                client.getConfiguration(),
                kind,
                scope,
                new JsonPageReader<>(serialization.items(), kind.listKind()),
                protobuf,
                worker);
    }

    /**
     * Opens a watch; blocks until it is open, or throws.
     *
     * @param version the version to continue from
     */
    public Watch watch(String version, Watcher<R> watcher) {
        MixedOperation<R, KubernetesResourceList<R>, Resource<R>> resources = client.resources(kind.type());
        ListOptions options = new ListOptionsBuilder()
                .withFieldSelector(scope.fieldSelector().orElse(null))
                .withLabelSelector(scope.labelSelector().orElse(null))
                .withResourceVersion(version)
                .withAllowWatchBookmarks(true)
                .withTimeoutSeconds(WATCH_SECONDS)
                .build();
        return (scope.namespace().isPresent()
                        ? resources.inNamespace(scope.namespace().get())
                        : resources.inAnyNamespace())
                .watch(options, watcher);
    }

    /** Completes when the connections are closed, which fabric8's own close does not wait for. */
    public Future<?> close() {
        client.close();
        Vertx5HttpClient<?> transport = (Vertx5HttpClient<?>) client.getHttpClient();
        return Future.join(
                transport.getHttpClient().close(),
                transport.getWebSocketClient().close());
    }

    /** Adds a read timeout: the transport sends pings, but would wait forever for the pongs of a dead connection. */
    private static final class Factory extends Vertx5HttpClientFactory {

        private static final int MAX_UNANSWERED_PINGS = 4;

        /** Closes a watch at once: the connection need not stay open for the other side's close frame. */
        private static final int CLOSING_SECONDS = 0;

        private final long pingMillis;

        private Factory(Vertx vertx, long pingMillis) {
            super(vertx);
            this.pingMillis = pingMillis;
        }

        @Override
        protected void additionalConfig(WebClientOptions http, WebSocketClientOptions webSocket, PoolOptions pool) {
            webSocket.setClosingTimeout(CLOSING_SECONDS);
            if (pingMillis > 0) {
                webSocket.setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setReadIdleTimeout((int)
                        (MAX_UNANSWERED_PINGS * pingMillis));
            }
        }
    }
}
