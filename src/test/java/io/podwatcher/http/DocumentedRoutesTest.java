package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.authorize.AllowedClients;
import io.podwatcher.authorize.TrustedProxies;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.events.EventHub;
import io.podwatcher.http.ui.Page;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.openapi.Contract;
import io.podwatcher.openapi.Operation;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds the routes against {@code /openapi.yaml}, so that none is added to one of them alone. */
@ExtendWith(VertxExtension.class)
class DocumentedRoutesTest {

    private static final List<String> ALL_METHODS =
            List.of("get", "head", "post", "put", "patch", "delete", "options", "trace");

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedOperationHasARoute(Vertx vertx) {
        // Given
        Set<String> documented = Contract.shipped().operations().stream()
                .filter(operation -> operation.item().isPresent())
                .map(DocumentedRoutesTest::words)
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        Set<String> routed = router(vertx).getRoutes().stream()
                .filter(route -> route.getPath() != null)
                .flatMap(DocumentedRoutesTest::words)
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(routed).isNotEmpty().isEqualTo(documented);
    }

    private static String words(Operation operation) {
        return operation.method() + " " + operation.path();
    }

    /** A route without methods is for all of them, and OpenAPI has names for these. */
    private static Stream<String> words(Route route) {
        String path = route.getPath()
                .replaceFirst("^/ui/[^/]+/[^/]+$", "/ui/{folder}/{file}")
                .replaceFirst("^/authorize/namespace/$", "/authorize/namespace/{namespace}");
        return route.methods() == null
                ? ALL_METHODS.stream().map(method -> method + " " + path)
                : route.methods().stream()
                        .map(HttpMethod::name)
                        .map(method -> method.toLowerCase(Locale.ROOT) + " " + path);
    }

    private static Router router(Vertx vertx) {
        AnswerOptions answers = new AnswerOptions(
                Duration.ZERO,
                Duration.ZERO,
                0,
                false,
                TrustedProxies.NONE,
                AllowedClients.everybody(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Page.read()),
                HttpVerticle.contract());
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RefusalMeters refusals = new RefusalMeters(registry);
        CacheClient cache = CacheClient.overBus(vertx.eventBus(), Duration.ofSeconds(1));
        Endpoints endpoints = Endpoints.create(
                vertx,
                vertx.getOrCreateContext(),
                answers,
                Service.LIMITS,
                cache,
                Duration.ofSeconds(1),
                new EventHub(vertx, cache, registry, Service.LIMITS.streams()),
                Duration.ofMinutes(1),
                () -> false,
                refusals,
                registry);
        return Routes.create(vertx, endpoints, answers, refusals);
    }
}
