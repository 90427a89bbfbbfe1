package io.podwatcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A proxy configuration from the documentation, with other addresses and ports. Immutable. */
public record Snippet(String text) {

    private static final Path DOCUMENTED = Path.of("src", "docs", "proxies");
    private static final Path ABOUT_TLS = Path.of("src", "docs", "operations.md");
    private static final String CADDY_ASKS = "forward_auth pod-watcher.pod-watcher:8080 {";
    private static final String NGINX_ASKS = "proxy_pass http://pod_watcher/authorize?namespace=shop;";

    private static final String NGINX_LOCATIONS = "    location / {";

    public static Snippet documented(String file) throws IOException {
        return new Snippet(Files.readString(DOCUMENTED.resolve(file)));
    }

    /** Listens on a port of 127.0.0.1 and ::1; for Caddy the addresses are in its global options. */
    public Snippet listensOn(int port) {
        return text.contains("listen 8000;")
                ? with(
                        "listen 8000;",
                        "listen 127.0.0.1:%d;%s"
                                .formatted(port, Loopback.hasIpv6() ? " listen [::1]:" + port + ";" : ""))
                : with("http://:8000 {", "http://:%d {".formatted(port));
    }

    /** Uses this pod-watcher, or one of these for each request. */
    public Snippet asks(String... addresses) {
        return text.contains("server pod-watcher.pod-watcher:8080;")
                ? with(
                        "server pod-watcher.pod-watcher:8080;",
                        Arrays.stream(addresses).map("server %s;"::formatted).collect(Collectors.joining(" ")))
                : with(CADDY_ASKS, "forward_auth " + String.join(" ", addresses) + " {");
    }

    /** Uses one pod-watcher by https, as documented, and trusts an authority. */
    public Snippet asksByTls(int port, Path authority) throws IOException {
        Snippet byTls = text.contains(NGINX_ASKS)
                ? asks("127.0.0.1:" + port)
                        .with(
                                NGINX_ASKS,
                                block("nginx")
                                        .with("pod-watcher.pod-watcher", "localhost")
                                        .text())
                : with(
                        CADDY_ASKS,
                        block("caddyfile")
                                .firstLines()
                                .with("pod-watcher.pod-watcher:8080", "127.0.0.1:" + port)
                                .text());
        return byTls.with("/etc/pod-watcher/ca.crt", authority.toString());
    }

    /** The example for a proxy on the page about TLS. */
    private static Snippet block(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(ABOUT_TLS));
        assertThat(block.find()).as("an example for " + language).isTrue();
        return new Snippet(block.group(1));
    }

    private Snippet firstLines() {
        return new Snippet(text.substring(0, text.indexOf("# the rest as in the file")));
    }

    /** Passes calls on to a port of 127.0.0.1 instead of a name. */
    public Snippet passesOnTo(String documented, int port) {
        return with(documented, "127.0.0.1:" + port);
    }

    /** Adds a second route: {@code /shop/} is for the namespace shop, {@code /media/} for the namespace media. */
    public Snippet alsoRoutesMedia() {
        return text.contains(NGINX_LOCATIONS) ? withNginxLocationOfMedia() : withCaddyHandleOfMedia();
    }

    private Snippet withCaddyHandleOfMedia() {
        String shop = text.substring(text.indexOf("\thandle /shop/* {"), text.indexOf("\thandle {"));
        return with(shop, shop + shop.replace("shop", "media"));
    }

    private Snippet withNginxLocationOfMedia() {
        String shop = text.substring(text.indexOf(NGINX_LOCATIONS), text.lastIndexOf('}'));
        String media = shop.replace("location / {", "location /media/ {")
                .replace("/_authorize", "/_authorize_media")
                .replace("namespace=shop", "namespace=media");
        return with(shop, shop.replace("location / {", "location /shop/ {") + media);
    }

    /** Replaces a text that occurs once. */
    public Snippet with(String documented, String replacement) {
        assertThat(text).containsOnlyOnce(documented);
        return new Snippet(text.replace(documented, replacement));
    }
}
