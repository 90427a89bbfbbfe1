package io.podwatcher.watch.trigger;

import static io.podwatcher.watch.trigger.FissionUnderTest.BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiResource;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A watch of each kind meets each fault while its objects change; after it the routes are right. */
class FissionFaultsTest extends WithFission {

    private static final String WITHOUT_UID = """
            {"type": "%s", "object": {"apiVersion": "fission.io/v1", "metadata": {"namespace": "shop", "name": "cart"}}}""";

    static Stream<Arguments> faults() {
        return Stream.of(
                now("plain end", Fault.end()),
                now("end with an error code", Fault.end(1011)),
                now("dropped", Fault.drop()),
                now("reset", Fault.reset()),
                now("end in the middle of an event", Fault.breakOff()),
                now("half-open", Fault.halfOpen()),
                now("invalid JSON", Fault.invalidJson()),
                now("unknown event", Fault.event("{\"type\": \"SYNCHRONIZED\", \"object\": {}}")),
                now("change without a UID", Fault.event(WITHOUT_UID.formatted("MODIFIED"))),
                now("deletion without a UID", Fault.event(WITHOUT_UID.formatted("DELETED"))),
                now("object that is none", Fault.event("{\"type\": \"ADDED\", \"object\": 7}")),
                now("too old", Fault.error(410, "too old resource version: 1 (2)")),
                now("error event 500", Fault.error(500, "etcd")),
                reopening(Fault.status(503, "busy")),
                reopening(Fault.status(410, "too old")),
                reopening(Fault.notInstalled()),
                reopening(Fault.closeInsteadOfAnswer()),
                list(Fault.status(500, "internal")),
                list(Fault.answer("application/json", "{\"kind\": \"Status\"}".getBytes())),
                list(Fault.breakOff().after(1)));
    }

    private static Arguments now(String name, Fault fault) {
        return fault(name, resource -> resource.strikeOpenWatches(fault));
    }

    /** The watch ends, and opening it again fails twice. */
    private static Arguments reopening(Fault fault) {
        return fault("reopening: " + fault, resource -> {
            resource.faults().next(Kind.WATCH, 2, fault);
            resource.strikeOpenWatches(Fault.end());
        });
    }

    /** The watch is too old, and the list that follows fails twice. */
    private static Arguments list(Fault fault) {
        return fault("list: " + fault, resource -> {
            resource.faults().next(Kind.LIST, 2, fault);
            resource.strikeOpenWatches(Fault.error(410, "too old resource version: 1 (2)"));
        });
    }

    private static Arguments fault(String name, Consumer<ApiResource> strike) {
        return Arguments.of(name, strike);
    }

    @Test
    void silentWatchesAreReplaced() {
        // Given
        fission = new FissionUnderTest(server, FissionUnderTest.SETTLING, Duration.ofSeconds(1));
        fission.awaitTarget("/cart", "shop/cart");
        await().atMost(BOUND)
                .until(() -> server.triggers().openWatches() == 1
                        && server.functions().openWatches() == 1);

        // When
        server.triggers().strikeOpenWatches(Fault.stall());
        server.functions().strikeOpenWatches(Fault.stall());
        trigger("shop", "cart", "/basket");

        // Then
        fission.awaitTarget("/basket", "shop/cart");
    }

    @Test
    void watchesWhoseConnectionsBreakAreResumedWithoutAList() {
        // Given
        trigger("shop", "till", "/till");
        watch();
        fission.awaitTarget("/till", "shop/till");
        trigger("shop", "cart", "/basket");
        fission.awaitTarget("/basket", "shop/cart");
        int triggers = server.triggers().requests().count(Kind.LIST);
        int functions = server.functions().requests().count(Kind.LIST);

        // When
        server.triggers().strikeOpenWatches(Fault.reset());
        server.functions().strikeOpenWatches(Fault.reset());
        trigger("news", "cart", "/basket");

        // Then
        fission.awaitTarget("/basket", "ambiguous");
        assertThat(server.triggers().requests().count(Kind.LIST)).isEqualTo(triggers);
        assertThat(server.functions().requests().count(Kind.LIST)).isEqualTo(functions);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void afterTheFaultTheRoutesAreRight(String name, Consumer<ApiResource> strike) {
        // Given
        trigger("shop", "till", "/till");
        trigger("news", "front", "/till");
        watch();
        fission.awaitTarget("/till", "ambiguous");

        // When
        strike.accept(server.triggers());
        strike.accept(server.functions());
        trigger("shop", "cart", "/basket");
        server.triggers().delete("news", "front");
        server.functions().delete("shop", "till");

        // Then
        fission.awaitTarget("/basket", "shop/cart");
        fission.awaitTarget("/cart", "none");
        fission.awaitTarget("/till", "shop/till");
        await().atMost(BOUND)
                .until(() -> server.triggers().openWatches() == 1
                        && server.functions().openWatches() == 1);
        trigger("news", "cart", "/till");
        fission.awaitTarget("/till", "ambiguous");
        server.triggers().delete("shop", "till");
        fission.awaitTarget("/till", "news/cart");
    }
}
