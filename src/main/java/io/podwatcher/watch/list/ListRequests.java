package io.podwatcher.watch.list;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.utils.URLUtils;
import io.podwatcher.watch.api.ResourceKind;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.page.PageReader;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests pages of a list, in protobuf if the API server has it for this kind. Protobuf takes a third of the CPU that
 * JSON takes on either side. Any thread.
 */
public final class ListRequests<R extends HasMetadata> {

    private static final Logger log = LoggerFactory.getLogger(ListRequests.class);

    private final HttpClient client;
    private final String url;
    private final WatchScope scope;
    private final Duration timeout;
    private final PageReader<R> json;
    private final Optional<PageReader<R>> protobuf;
    private volatile Format format;

    /** The requested format; the server decides what it sends. */
    enum Format {
        PROTOBUF("application/vnd.kubernetes.protobuf, application/json;q=0.9"),
        JSON("application/json");

        private final String accept;

        Format(String accept) {
            this.accept = accept;
        }
    }

    /**
     * @param server the API server's address
     * @param timeout how long a response may take to start
     */
    ListRequests(
            HttpClient client,
            String server,
            ResourceKind<R> kind,
            WatchScope scope,
            PageReader<R> json,
            Optional<PageReader<R>> protobuf,
            Duration timeout) {
        this.client = client;
        this.url = URLUtils.join(
                server,
                kind.path(),
                scope.namespace().map(namespace -> "namespaces/" + namespace).orElse(""),
                kind.plural());
        this.scope = scope;
        this.timeout = timeout;
        this.json = json;
        this.protobuf = protobuf;
        this.format = protobuf.isPresent() ? Format.PROTOBUF : Format.JSON;
    }

    /**
     * Requests a page; does not wait for it.
     *
     * @param continueToken which page; empty for the first one
     * @param limit the maximum number of objects
     */
    PageFetch<R> page(Optional<String> continueToken, int limit) {
        Format asked = format;
        HttpRequest request = client.newHttpRequestBuilder()
                .uri(uri(continueToken, limit))
                .header("Accept", asked.accept)
                .header("Accept-Encoding", "gzip")
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        return new PageFetch<>(this, continueToken, limit, asked, client.sendAsync(request, InputStream.class));
    }

    private String uri(Optional<String> continueToken, int limit) {
        URLUtils.URLBuilder url = new URLUtils.URLBuilder(this.url);
        continueToken.ifPresent(token -> url.addQueryParameter("continue", token));
        scope.fieldSelector().ifPresent(selector -> url.addQueryParameter("fieldSelector", selector));
        scope.labelSelector().ifPresent(selector -> url.addQueryParameter("labelSelector", selector));
        return url.addQueryParameter("limit", Integer.toString(limit)).toString();
    }

    /**
     * Requests JSON from now on, until the process ends.
     *
     * @param why what went wrong with protobuf, for the log
     */
    void fallBackToJson(String why) {
        if (format != Format.JSON) {
            format = Format.JSON;
            log.warn("Lists are read as JSON from now on, which takes more CPU: {}", why);
        }
    }

    /** The reader for a Content-Type; empty if it is not a format of lists. Mocks send none at all: that is JSON. */
    Optional<PageReader<R>> reader(Optional<String> contentType) {
        String type = contentType.orElse("application/json").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/vnd.kubernetes.protobuf")) {
            return protobuf;
        }
        return type.contains("json") ? Optional.of(json) : Optional.empty();
    }
}
