package io.podwatcher.http.connection.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.spi.transport.Transport;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportDelegateTest {

    private final List<String> calls = new ArrayList<>();

    private final Transport original = (Transport) Proxy.newProxyInstance(
            Transport.class.getClassLoader(), new Class<?>[] {Transport.class}, (proxy, method, arguments) -> {
                calls.add(method.toGenericString());
                return anyValue(method.getReturnType());
            });

    /** A method that a later Vert.x adds, and that has a default, would silently not reach the original. */
    @ParameterizedTest
    @MethodSource("methodsOfTransport")
    void eachMethodReachesTheOriginal(Method method) throws Exception {
        // Given
        Transport delegate = new TransportDelegate(original) {};

        // When
        Object answer = method.invoke(
                delegate,
                Arrays.stream(method.getParameterTypes())
                        .map(TransportDelegateTest::anyValue)
                        .toArray());

        // Then
        assertThat(calls).containsExactly(method.toGenericString());
        assertThat(answer).isEqualTo(anyValue(method.getReturnType()));
    }

    @Test
    void theAdaptedTransportIsTheOneOfThisSystem() {
        // When
        AdaptedTransport adapted = AdaptedTransport.of(original -> original);

        // Then
        assertThat(adapted.available()).isTrue();
        assertThat(adapted.unavailabilityCause()).isNull();
        assertThat(adapted.name()).isIn("epoll", "kqueue", "io_uring", "nio");
        assertThat(adapted.implementation().isAvailable()).isTrue();
    }

    private static Stream<Method> methodsOfTransport() {
        return Arrays.stream(Transport.class.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    /** True, 0 or null: what the caller of the delegate must see, too. */
    private static Object anyValue(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        return type.isPrimitive() && type != void.class ? Array.get(Array.newInstance(type, 1), 0) : null;
    }
}
