package io.podwatcher.watch;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClient;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.pod.PodSerialization;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The connection to the API server: a fabric8 client that knows pods only. Made and closed by the watch verticle. */
final class ApiServer {

    /**
     * Fewer than kubectl's 500: two copies of a page and all its pods are in memory at once. A page of 200 was more than the
     * collector's survivor space holds, so that much of it stayed in the old generation, where nothing collects it for long.
     */
    private static final long PAGE = 100;

    private final KubernetesClient client;

    /**
     * @param vertx runs the connections; stays the caller's to close
     * @param access which API server
     * @param executor runs all of the informer's code, in order, and makes the pauses between its attempts
     * @param contact hears of all requests
     */
    ApiServer(Vertx vertx, ClusterAccess access, Executor executor, Contact contact) {
        long pingMillis = access.config().getWebsocketPingInterval();
        client = new KubernetesClientBuilder()
                // One attempt a request, and no pauses of the client's own: it knows neither jitter nor a longest
                // pause.
                .withConfig(new ConfigBuilder(access.config())
                        .withRequestRetryBackoffLimit(0)
                        .withWatchReconnectInterval(0)
                        .build())
                .withHttpClientFactory(new Factory(vertx, pingMillis))
                .withKubernetesSerialization(new PodSerialization())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor(Contact.NAME, contact))
                .withTaskExecutor(executor)
                .build();
    }

    /** An informer for the pods of a scope, not started. Finished pods are left out by the API server itself. */
    SharedIndexInformer<PodResource> informer(PodScope scope) {
        MixedOperation<PodResource, KubernetesResourceList<PodResource>, Resource<PodResource>> pods =
                client.resources(PodResource.class);
        FilterWatchListDeletable<PodResource, KubernetesResourceList<PodResource>, Resource<PodResource>> filter =
                inScope(pods, scope).withoutField("status.phase", "Succeeded").withoutField("status.phase", "Failed");
        if (scope.labelSelector().isPresent()) {
            filter = filter.withLabelSelector(scope.labelSelector().get());
        }
        if (scope.node().isPresent()) {
            filter = filter.withField("spec.nodeName", scope.node().get());
        }
        return filter.withLimit(PAGE).runnableInformer(0);
    }

    private static FilterWatchListDeletable<PodResource, KubernetesResourceList<PodResource>, Resource<PodResource>>
            inScope(
                    MixedOperation<PodResource, KubernetesResourceList<PodResource>, Resource<PodResource>> pods,
                    PodScope scope) {
        return scope.namespace().isPresent()
                ? pods.inNamespace(scope.namespace().get())
                : pods.inAnyNamespace();
    }

    /** Completes when the connections are closed: fabric8 begins to close them, and waits for none. */
    Future<?> close() {
        client.close();
        Vertx5HttpClient<?> transport = (Vertx5HttpClient<?>) client.getHttpClient();
        return Future.join(
                transport.getHttpClient().close(),
                transport.getWebSocketClient().close());
    }

    /** Adds what the transport lacks: it sends pings, but would wait for the pongs of a dead connection forever. */
    private static final class Factory extends Vertx5HttpClientFactory {

        private static final int PINGS_UNANSWERED = 4;

        /** Whoever ends a watch has no more to hear: the connection need not stay open for the other side's farewell. */
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
                        (PINGS_UNANSWERED * pingMillis));
            }
        }
    }
}
