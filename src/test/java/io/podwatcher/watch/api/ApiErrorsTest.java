package io.podwatcher.watch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.internal.OperationSupport;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ApiErrorsTest {

    @Test
    void wordsOfTheApiServerAreTakenBeforeAllOthers() {
        // Given
        Status status = new StatusBuilder()
                .withCode(403)
                .withMessage("pods is forbidden: no")
                .build();
        Throwable failure = new CompletionException(new KubernetesClientException(status));

        // When
        String words = ApiErrors.message(failure);

        // Then
        assertThat(words).isEqualTo("pods is forbidden: no");
    }

    @Test
    void refusedWatchIsNamedThoughItsAnswerSaysNoMoreThanForbidden() {
        // Given
        Throwable failure = refused("https://10.43.0.1/api/v1/pods?watch=true", 403, "Forbidden");

        // When
        String words = ApiErrors.message(failure);

        // Then
        assertThat(words).isEqualTo("the watch is refused: 403 Forbidden");
    }

    @Test
    void answerThatIsNoneOfAnApiServerIsToldWithItsCode() {
        // Given
        Throwable failure = refused("https://10.43.0.1/api/v1/pods?limit=500", 502, "Bad Gateway");

        // When
        String words = ApiErrors.message(failure);

        // Then
        assertThat(words).isEqualTo("the API server answers 502 Bad Gateway");
    }

    private static KubernetesClientException refused(String uri, int code, String firstLine) {
        HttpRequest request = new StandardHttpRequest.Builder().uri(uri).build();
        return OperationSupport.requestFailure(request, OperationSupport.createStatus(code, firstLine));
    }

    @Test
    void withoutThemTheInnermostCauseSpeaks() {
        // Given
        Throwable failure = new KubernetesClientException(
                "Operation: [list] failed.", new IOException("outer", new IOException("timed out")));

        // When
        String words = ApiErrors.message(failure);

        // Then
        assertThat(words).isEqualTo("timed out");
    }

    @Test
    void nameOfTheSystemCallIsLeftOut() {
        // Given
        Throwable failure = new ConnectException("finishConnect(..) failed with error(-111): Connection refused");

        // When
        String words = ApiErrors.message(failure);

        // Then
        assertThat(words).isEqualTo("Connection refused");
    }

    @Test
    void failureWithoutAnyWordsIsNamed() {
        assertThat(ApiErrors.message(new IllegalStateException(new InterruptedException())))
                .isEqualTo("InterruptedException");
    }
}
