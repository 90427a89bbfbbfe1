package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy asks, however it is put; a question that is not understood lets nobody in. */
class AuthorizeQuestionTest extends AskingToAuthorize {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?namespace",
                "?namespace=",
                "?namespace=shop&namespace=",
                "?original=namespace=shop",
                "?Namespace=shop",
                "?namespaces=shop",
                "?namespace=shop&labelselector=app=cook",
                "?namespace=shop&labelSelector=app%3D(",
                "?namespace=shop&labelSelector=",
                "?namespace=shop&serviceAccount=",
                "?namespace=shop&serviceAccount=/",
                "?namespace=shop&wait=soon",
                "?namespace=shop&wait=1s&wait=2s",
                "?namespace=shop#",
                "?namespace=shop#&serviceAccount=nobody",
                "?namespace=shop&#serviceAccount=nobody",
                "?namespace=shop\\",
                "?namespace=shop&labelSelector=app%3Dcart\u00a0",
                "?namespace=shop%00",
                "?namespace=shop&labelSelector=app%3Dcart%00",
                "?namespace=shop&labelSelector=app%0A",
                "?namespace=shop&serviceAccount=till%7F",
                "?namespace=shop%FF",
                "?namespace=shop&namespace={http.vars.namespace}",
                "?namespace=%zz",
                "?namespace=shop&x=%zz",
                "?namespace=shop&ip=127.0.0.2",
                // Some read a semicolon as a separator, others as a part of the value.
                "?namespace=media;namespace=shop",
                "?namespace=shop;namespace=media",
                "?namespace=shop;labelSelector=app%3Dcook",
                "?namespace=shop;original=/a",
                "?namespace=shop;"
            })
    void aQuestionThatIsNotUnderstoodLetsNobodyIn(String query) {
        // When
        RawHttp.Response answer = ask("127.0.0.2", "GET", "/authorize" + query);

        // Then
        assertNobodyKnown(answer, "bad_request");
        assertThat(cache.lookups()).isEmpty();
    }

    @Test
    void aConditionIsNotLostAmongManyParameters() {
        // Given
        String query = "?namespace=shop" + "&namespace=shop".repeat(1100) + "&labelSelector=app=cook";

        // Then
        assertNobodyKnown(ask("127.0.0.2", "GET", "/authorize" + query.substring(0, 4000)), "bad_request");
    }

    @Test
    void aQuestionThatIsTooLongToBeRememberedLetsNobodyIn() {
        assertNobodyKnown(
                ask("127.0.0.2", "GET", "/authorize?namespace=shop&serviceAccount=till" + "x".repeat(4096)),
                "bad_request");
    }

    @Test
    void howMuchTheClientOfTheProxyWroteDoesNotMatter() {
        // Given
        String path = "/a?b=" + "c".repeat(60_000);
        String cookies = "Cookie: %s\r\n".formatted("d".repeat(8000)).repeat(4);

        // When
        RawHttp.Response answer = ask(
                "127.0.0.2",
                "GET /authorize?namespace=shop&original=" + path + " HTTP/1.1\r\nHost: a\r\n" + cookies + "\r\n");

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a#b", "/a%20b", "/\u00ff", "/\\", "/%00%zz;\"<>"})
    void whatTheClientOfTheProxyWroteIsNotRead(String path) {
        assertThat(ask("127.0.0.2", "GET", "/authorize?namespace=shop&original=" + path)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&labelSelector=%s", "&labelSelector=a&labelSelector=%s", "&labelSelector=a notin (%s)"})
    void aSelectorOfVeryManyKeysAndValuesLetsNobodyIn(String selector) {
        // Given
        int others = selector.startsWith("&labelSelector=%s") ? 0 : 1;
        String question = "/authorize?namespace=shop" + selector.replace(" ", "%%20");

        // When
        RawHttp.Response most = ask("127.0.0.2", "GET", question.formatted(terms(64 - others)));
        RawHttp.Response more = ask("127.0.0.2", "GET", question.formatted(terms(65 - others)));

        // Then
        assertThat(most.header("x-auth-reason")).isNotEqualTo("bad_request");
        assertNobodyKnown(more, "bad_request");
    }

    private static String terms(int count) {
        return IntStream.range(0, count).mapToObj(i -> "t" + i).collect(Collectors.joining(","));
    }

    @Test
    void aHeadRequestIsAnsweredWithoutABody() {
        try (RawHttp client = RawHttp.from("127.0.0.2", service.port())) {
            // When
            RawHttp.Response denied = client.ask("HEAD", "/authorize?namespace=media");
            RawHttp.Response allowed = client.ask("HEAD", "/authorize?namespace=shop");

            // Then
            assertThat(denied.status()).isEqualTo(403);
            assertThat(denied.header("x-auth-reason")).isEqualTo("wrong_namespace");
            assertThat(allowed.status()).isEqualTo(200);
        }
    }

    @Test
    void manyDifferentQuestionsAreEachAnsweredByTheirOwnRule() {
        for (int i = 0; i < 600; i++) {
            assertThat(ask("127.0.0.2", "GET", "/authorize?namespace=n" + i).status())
                    .isEqualTo(403);
            assertThat(ask("127.0.0.2", "GET", "/authorize?namespace=n" + i + "&namespace=shop")
                            .status())
                    .isEqualTo(200);
        }
    }
}
