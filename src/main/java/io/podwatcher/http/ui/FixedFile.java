package io.podwatcher.http.ui;

import io.podwatcher.http.connection.Buffers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * One file from the jar, read once and the same for all clients. A browser that has it already gets a 304. Immutable;
 * any thread.
 */
public final class FixedFile {

    /** Only our own files, no inline scripts or styles, and no framing. */
    private static final CharSequence OWN_FILES_ONLY =
            HttpHeaders.createOptimized("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

    private static final CharSequence CONTENT_SECURITY_POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");

    /** Cached, but revalidated each time, because the next version may have another file. */
    private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");

    private static final int TAG_BYTES = 12;

    private final byte[] content;
    private final CharSequence type;
    private final CharSequence tag;

    private FixedFile(byte[] content, String type) {
        this.content = content;
        this.type = HttpHeaders.createOptimized(type);
        this.tag = HttpHeaders.createOptimized(tag(content));
    }

    /**
     * Reads a file, which blocks.
     *
     * @param neighbour a class in the folder of the file, or in a folder above it
     * @param path the path from there
     * @throws IllegalStateException if it is not in the jar, or its type is unknown
     */
    public static FixedFile read(Class<?> neighbour, String path) {
        try (InputStream in = neighbour.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the jar");
            }
            return new FixedFile(in.readAllBytes(), type(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "yaml" -> "application/yaml";
            default -> throw new IllegalStateException(path + ": no content type is known for ." + ending);
        };
    }

    private static String tag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Answers a GET or HEAD with the file. */
    public void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE)
                .putHeader(CONTENT_SECURITY_POLICY, OWN_FILES_ONLY)
                .putHeader(CONTENT_TYPE_OPTIONS, NO_SNIFF)
                .putHeader(REFERRER_POLICY, NO_REFERRER);
        if (isCurrent(request.headers().getAll(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
        } else {
            // All answers share the bytes.
            response.putHeader(HttpHeaders.CONTENT_TYPE, type).end(Buffers.wrap(content));
        }
    }

    /** Compares weakly, as RFC 9110 requires: a proxy that compresses the file weakens the tag. */
    private boolean isCurrent(List<String> conditions) {
        for (String condition : conditions) {
            for (String listed : condition.split(",")) {
                String stripped = listed.strip();
                String strong = stripped.startsWith("W/") ? stripped.substring(2) : stripped;
                if (strong.equals("*") || strong.contentEquals(tag)) {
                    return true;
                }
            }
        }
        return false;
    }
}
