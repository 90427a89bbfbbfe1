package io.podwatcher.fission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose trigger a request is for, when another namespace would like to have it. */
class RouteTableTest {

    @Test
    void aSquatterWhoseRouteIsMoreSpecificGetsTheCall() throws BadTarget {
        // Given
        RouteTable table = Routers.ordered("shop/cart prefix=/shop ; evil/x path=/shop/x");

        // Then
        assertThat(Routers.answer(table, "GET /shop/x")).isEqualTo("evil/x");
        assertThat(Routers.answer(table, "GET /shop/y")).isEqualTo("shop/cart");
    }

    /** A trigger that matches and has no route leaves the call to the next one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evil/x path=/shop/x unsure              | ambiguous evil/x shop/cart",
                "evil/x path=/shop/x uncertain           | ambiguous evil/x shop/cart",
                "evil/x path=/shop/x methods=            | shop/cart",
                "evil/x path=/shop/x{                    | shop/cart",
                "evil/x path=/shop/{user-id}             | ambiguous evil/x shop/cart",
                "evil/x path=/shop/{x:}x                 | ambiguous evil/x shop/cart",
                "evil/x path=/shop/{x:(x)}               | ambiguous evil/x shop/cart",
                "evil/x path=/shop/x host=h              | ambiguous evil/x shop/cart",
                "evil/x path=/shop/x host=h:80           | ambiguous evil/x shop/cart",
                "evil/x path=/shop/x host={h}            | ambiguous evil/x shop/cart",
                "evil/x path=/shop/x host=g              | shop/cart",
                "evil/x path=/shop/{x:\\p{L}}            | ambiguous evil/x shop/cart",
                "evil/x path=/nowhere/{x:a)(b}           | ambiguous evil/x shop/cart",
                "evil/x path={x:/.*}                     | ambiguous evil/x shop/cart",
                "evil/x path=/shop/x methods=POST        | shop/cart"
            })
    void aTriggerThatMayHaveNoRouteDecidesNothing(String squatter, String expected) throws BadTarget {
        assertThat(Routers.answer(Routers.ordered("shop/cart prefix=/shop ; " + squatter), "GET /shop/x h:80"))
                .isEqualTo(expected);
    }

    @Test
    void triggersOfOneNamespaceMayAllBePicked() throws BadTarget {
        // Given
        RouteTable table = Routers.ordered("shop/x path=/shop/x unsure ; shop/cart prefix=/shop unsure ;"
                + " shop/all prefix=/ ; evil/all prefix=/ methods=POST");

        // Then
        assertThat(Routers.answer(table, "GET /shop/x")).isEqualTo("shop/x shop/cart shop/all");
    }

    @Test
    void whatFollowsTheLastTriggerIsNoFunction() throws BadTarget {
        assertThat(Routers.answer(Routers.ordered("shop/x path=/x unsure"), "GET /x"))
                .isEqualTo("shop/x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop/a path=/x ; evil/b path=/x created=9                     | ambiguous shop/a evil/b",
                "shop/a path=/x ; evil/b path=/x                               | ambiguous evil/b shop/a",
                "shop/a path=/x ; evil/b path=/{y} created=9                   | ambiguous shop/a evil/b",
                "shop/a prefix=/ ; evil/b prefix=/ created=9                   | ambiguous shop/a evil/b",
                "shop/a prefix=/{y} created=9 ; evil/b prefix=/{z}             | ambiguous evil/b shop/a",
                "shop/a path=/x ; shop/c path=/x created=1 ; evil/b path=/x created=2 | ambiguous shop/a evil/b",
                "shop/a path=/x ; evil/b prefix=/ ; media/c prefix=/           | shop/a",
                "shop/a path=/x host=h ; evil/b path=/x                        | shop/a"
            })
    void ageAndNameDecideNothingBetweenNamespaces(String triggers, String expected) throws BadTarget {
        assertThat(Routers.answer(Routers.ordered(triggers), "GET /x h")).isEqualTo(expected);
    }

    /** The length of a prefix is that of its text in bytes, with braces and expression. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop/a prefix=/shop/ ; evil/b prefix=/{a:.*}/ | GET /shop/x         | evil/b",
                "shop/a prefix=/aaa/ ; evil/b prefix=/{a}/     | GET /aaa/x          | ambiguous evil/b shop/a",
                "shop/a prefix=/aaaa/ ; evil/b prefix=/{a}/    | GET /aaaa/x         | shop/a"
            })
    void aLongerPrefixIsPickedFirstWhateverItsTextMeans(String triggers, String request, String expected)
            throws BadTarget {
        assertThat(Routers.answer(Routers.ordered(triggers), request)).isEqualTo(expected);
    }

    @Test
    void aPrefixIsMeasuredInBytes() throws BadTarget {
        // Given: 8 characters of 11 bytes, and 9 characters of 10 bytes
        RouteTable table = Routers.ordered("shop/a prefix=/{x}ééé/ ; evil/b prefix=/{x:.*}é/");

        // Then
        assertThat(Routers.answer(table, "GET /a%C3%A9%C3%A9%C3%A9/y")).startsWith("ambiguous shop/a");
    }

    /** 1.27 compares the whole Host, 1.26 what stands before the first colon. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /x h      | evil/b",
                "GET /x h:80   | ambiguous evil/b shop/a",
                "GET /x H      | shop/a",
                "GET /x h.     | shop/a",
                "GET /x [::1]  | shop/a",
                "GET /x        | shop/a"
            })
    void aPortMakesAHostUncertain(String request, String expected) throws BadTarget {
        assertThat(Routers.answer(Routers.ordered("shop/a path=/x ; evil/b path=/x host=h"), request))
                .isEqualTo(expected);
    }

    /** Without USE_ENCODED_PATH the decoded path is compared, with it the path as sent. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evil/b path=/shop/%61     | GET /shop/%61   | ambiguous evil/b shop/a",
                "evil/b path=/shop/a       | GET /shop/%61   | ambiguous evil/b shop/a",
                "evil/b path=/shop/a       | GET /shop/a     | evil/b",
                "evil/b path=/shop/%c3%a9  | GET /shop/%C3%A9 | shop/a",
                "evil/b path=/shop/{x}     | GET /shop/%61   | evil/b",
                "evil/b path=/shop/{x:.}   | GET /shop/%61   | ambiguous evil/b shop/a",
                "evil/b prefix=/shop/b/    | GET /shop/b/%61 | evil/b",
                "evil/b prefix=/shop/%62/  | GET /shop/%62/a | ambiguous evil/b shop/a",
                "evil/b path=/shop/a}      | GET /shop/a%7D  | ambiguous evil/b shop/a"
            })
    void anEscapedPathIsReadInBothWays(String squatter, String request, String expected) throws BadTarget {
        assertThat(Routers.answer(Routers.ordered("shop/a prefix=/shop ; " + squatter), request))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "Get", "GET"})
    void theMethodsOfATriggerMayBeWrittenInAnyCase(String method) throws BadTarget {
        assertThat(Routers.answer(Routers.ordered("shop/a path=/x methods=" + method), "GET /x"))
                .isEqualTo("shop/a");
    }

    @Test
    void withoutADefinedOrderEachTriggerThatMatchesMayBePicked() throws BadTarget {
        // Given
        String triggers = "shop/x path=/shop/x ; shop/cart prefix=/shop ; evil/b prefix=/shop/b/ ; evil/c path=/c";

        // Then
        assertThat(Routers.answer(Routers.unordered(triggers), "GET /shop/x")).isEqualTo("shop/x shop/cart");
        assertThat(Routers.answer(Routers.unordered(triggers), "GET /shop/b/x"))
                .isEqualTo("ambiguous evil/b shop/cart");
        assertThat(Routers.answer(Routers.unordered(triggers), "GET /c")).isEqualTo("evil/c");
    }

    @Test
    void aTriggerInItsOldAndItsNewFormMayBeEither() throws BadTarget {
        // Given
        RouteTable table = Routers.ordered("evil/x path=/x unsure ; evil/x path=/y unsure ; shop/all prefix=/");

        // Then
        assertThat(Routers.answer(table, "GET /x")).isEqualTo("ambiguous evil/x shop/all");
        assertThat(Routers.answer(table, "GET /y")).isEqualTo("ambiguous evil/x shop/all");
        assertThat(Routers.answer(table, "GET /z")).isEqualTo("shop/all");
    }

    @Test
    void aTableThatFollowsHasOnlyItsOwnTriggers() throws BadTarget {
        // Given
        RouteTable first = Routers.ordered("shop/a path=/{x} ; shop/b path=/b/{x}");

        // When
        RouteTable second = first.with(Routers.entries("shop/c path=/{x} ; shop/d path=/n/{y:z}"));

        // Then
        assertThat(Routers.answer(second, "GET /x")).isEqualTo("shop/c");
        assertThat(Routers.answer(second, "GET /n/z")).isEqualTo("shop/d");
        assertThat(Routers.answer(second, "GET /n/x")).isEqualTo("none");
        assertThat(Routers.answer(second, "GET /b/x")).isEqualTo("none");
        assertThat(Routers.answer(first, "GET /b/x")).isEqualTo("shop/b");
    }

    @Test
    @Timeout(60)
    void noNumberOfExpressionsHoldsUpARequest() throws BadTarget {
        // Given
        String slow = IntStream.range(0, 200)
                .mapToObj(i -> "evil/n" + i + " path=/a/{x:(?:.*.*.*)*[a-z]{100}" + i + "}")
                .collect(Collectors.joining(" ; "));
        RouteTable table = Routers.ordered(slow + " ; shop/a prefix=/ ; shop/b path=/b");

        for (int i = 0; i < 5; i++) {
            // When
            String answer = Routers.answer(table, "GET /a/" + "b/".repeat(1000));

            // Then: those that were too much may match
            assertThat(answer).startsWith("ambiguous evil/n").endsWith(" shop/a");
        }
        assertThat(Routers.answer(table, "GET /b")).isEqualTo("shop/b");
    }
}
