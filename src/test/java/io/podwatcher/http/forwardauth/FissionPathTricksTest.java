package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.FissionRouter;
import io.podwatcher.proxy.paths.PathTricks;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Paths that two programs may read differently, asked about in a header and behind our own path. */
class FissionPathTricksTest extends AskingAboutFission {

    private static final Map<String, String> CALLERS = Map.of("shop", CART, "media", PLAYER);

    /** Proxies refuse these, too. A tab at the end of a header is not a part of it. */
    private static final Set<String> READ_ALIKE = Set.of("/{own}/...", "/{own}/%61", "/{own}/%2D%5F%7E", "/{own}/\t");

    private static final int RANDOM_PATHS = 2000;

    @ParameterizedTest
    @MethodSource({
        "io.podwatcher.proxy.paths.PathTricks#unclean",
        "io.podwatcher.proxy.paths.PathTricks#illegal",
        "io.podwatcher.proxy.paths.PathTricks#malformed"
    })
    void aPathThatIsNotCleanHasNoTargetUnlessAllRoutersReadItAlike(String trick) {
        for (String namespace : FissionRouter.NAMESPACES) {
            // When
            String path = PathTricks.in(namespace, trick);
            RawHttp.Response named = asks(CALLERS.get(namespace), path);
            RawHttp.Response appended = ask(CALLERS.get(namespace), "GET", FISSION + path);

            // Then
            if (READ_ALIKE.contains(trick)) {
                assertThat(FissionRouter.namespaces(path)).containsExactly(namespace);
                assertThat(named.header("x-target-namespace")).isEqualTo(namespace);
            } else {
                isRefused(named);
                isRefused(appended);
            }
        }
    }

    /** Some are no HTTP, or, behind our path, another path. */
    private static void isRefused(RawHttp.Response answer) {
        assertThat(answer.status()).isIn(400, 403, 404);
        if (answer.status() == 403) {
            assertThat(answer.reason()).isIn("bad_target", "bad_request");
            assertTarget(answer, "", "", "");
        }
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.proxy.paths.PathTricks#clean")
    void aCleanPathHasATargetUnlessSomethingInItMayEndThePath(String clean) {
        for (String namespace : FissionRouter.NAMESPACES) {
            // When
            String path = PathTricks.in(namespace, clean);
            boolean endsPath = path.contains("%23") || path.contains("%3F");

            // Then
            for (RawHttp.Response answer : new RawHttp.Response[] {
                asks(CALLERS.get(namespace), path), ask(CALLERS.get(namespace), "GET", FISSION + path)
            }) {
                assertThat(answer.status()).as(path).isEqualTo(endsPath ? 403 : 200);
                assertThat(answer.header("x-target-namespace")).isEqualTo(endsPath ? "" : namespace);
            }
        }
    }

    @Test
    void noPathIsAllowedThatARouterMayReadAsAnothers() {
        long seed = Long.getLong("paths.seed", System.nanoTime());
        System.out.println("FissionPathTricksTest: repeat with -Dpaths.seed=" + seed);
        Random random = new Random(seed);
        int allowed = 0;
        try (RawHttp proxy = RawHttp.from(PROXY, service.port())) {
            for (int i = 0; i < RANDOM_PATHS; i++) {
                // When
                String namespace = FissionRouter.NAMESPACES.get(random.nextInt(2));
                String path = PathTricks.in(namespace, PathTricks.random(random));
                RawHttp.Response answer = proxy.send(
                                question(FISSION, CALLERS.get(namespace), "GET", "shop.example.com", path))
                        .read();

                // Then
                if (answer.status() == 200) {
                    assertThat(FissionRouter.namespaces(path.replaceFirst("\\?.*", "")))
                            .as("seed %d: %s", seed, path)
                            .containsExactly(namespace);
                    allowed++;
                }
            }
        }
        assertThat(allowed).as("seed %d: allowed", seed).isBetween(RANDOM_PATHS / 50, RANDOM_PATHS / 2);
    }
}
