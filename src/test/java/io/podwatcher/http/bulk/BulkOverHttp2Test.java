package io.podwatcher.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.Service;
import io.podwatcher.http.WithTls;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST /lookup} over HTTP/2, whose streams have windows and can be reset. */
class BulkOverHttp2Test extends WithTls {

    private HttpClient client;

    @BeforeEach
    void createClient(Vertx vertx) {
        client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(service.port()));
    }

    @Test
    void manyLinesAreAnswered() {
        // Given
        HttpClientRequest request = post(AskingInBulk.NDJSON);

        // When
        HttpClientResponse response = Service.await(request.send(
                        Buffer.buffer(AskingInBulk.line("10.42.0.5").repeat(5000)))
                .compose(answer -> {
                    assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
                    return answer.body().map(body -> {
                        // Then
                        assertThat(body.toString().lines())
                                .hasSize(5000)
                                .allMatch(line -> line.contains("\"name\":\"web\""));
                        return answer;
                    });
                }));
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void aClientThatIsRefusedIsAskedToSendNoMore() throws Exception {
        // Given
        HttpClientRequest request = post(AskingInBulk.JSON).setChunked(true);
        CompletableFuture<Throwable> reset = new CompletableFuture<>();
        request.exceptionHandler(reset::complete);

        // When
        request.write("[");
        HttpClientResponse response = Service.await(request.response());

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(reset.get(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        StreamResetException.class, e -> assertThat(e.getCode()).isZero());
    }

    private HttpClientRequest post(String type) {
        return Service.await(client.request(HttpMethod.POST, "/lookup")).putHeader("content-type", type);
    }
}
