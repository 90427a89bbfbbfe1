package io.podwatcher.http.connection.request;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.podwatcher.http.connection.request.RefusalMeters.Refusal;
import io.vertx.core.http.impl.HttpUtils;
import java.util.List;

/**
 * Holds the headers of one HTTP/1 request that are read here. All others are validated and dropped on arrival: 64 KiB
 * of tiny ones would take 1 MiB until the request is answered. An endpoint that reads another header must add it to
 * {@link #READ}. On the event loop of the connection.
 */
public final class RequestHeaders extends DefaultHttpHeaders {

    /** May have the whole query of a proxy's client, which no endpoint reads. */
    private static final AsciiString FORWARDED_URI = AsciiString.cached("x-forwarded-uri");

    /** First the headers of HTTP itself, then those of the endpoints. */
    static final List<AsciiString> READ = List.of(
            HttpHeaderNames.HOST,
            HttpHeaderNames.CONNECTION,
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.CONTENT_TYPE,
            AsciiString.cached("x-forwarded-for"),
            AsciiString.cached("x-forwarded-method"),
            AsciiString.cached("x-forwarded-host"),
            FORWARDED_URI,
            HttpHeaderNames.ACCEPT_ENCODING,
            HttpHeaderNames.IF_NONE_MATCH,
            AsciiString.cached("last-event-id"));

    /** Replaces the name of each header that is dropped. */
    static final AsciiString DROPPED = AsciiString.cached("dropped");

    private int size;
    private int hosts;

    RequestHeaders() {
        super(name -> {}, value -> {}, 8);
    }

    /**
     * The name as one of {@link #READ}, or {@link #DROPPED}.
     *
     * @throws IllegalArgumentException if it is not a valid header name
     */
    static AsciiString name(byte[] bytes, int start, int length) {
        AsciiString name = new AsciiString(bytes, start, length, false);
        for (int i = 0; i < READ.size(); i++) {
            AsciiString read = READ.get(i);
            if (read.length() == length && read.contentEqualsIgnoreCase(name)) {
                return read;
            }
        }
        if (length == 0) {
            throw new IllegalArgumentException("a header without a name");
        }
        HttpUtils.validateHeaderName(name);
        return DROPPED;
    }

    /** Whether this header is read; ignores case. */
    public static boolean isRead(CharSequence name) {
        for (int i = 0; i < READ.size(); i++) {
            if (READ.get(i).contentEqualsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** What is kept of the value of a header that is read. */
    public static CharSequence kept(CharSequence name, CharSequence value) {
        return value.length() > ReceiveLimits.KEPT_FORWARDED_URI && FORWARDED_URI.contentEqualsIgnoreCase(name)
                ? value.subSequence(0, ReceiveLimits.KEPT_FORWARDED_URI)
                : value;
    }

    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        HttpUtils.validateHeaderValue((String) value);
        if (name == DROPPED) {
            return this;
        }
        String text = kept(name, (String) value).toString();
        size += name.length() + text.length();
        if (size > ReceiveLimits.MAX_KEPT_HEADERS_SIZE) {
            throw new RefusedRequest(
                    431,
                    Refusal.HEADERS_TOO_LONG,
                    "The headers that this server reads are longer than " + ReceiveLimits.MAX_KEPT_HEADERS_SIZE
                            + " bytes together");
        }
        if (name == HttpHeaderNames.HOST) {
            hosts++;
        }
        return super.add(name, text);
    }

    /** The number of bytes kept. */
    int keptBytes() {
        return size;
    }

    /** The number of Host headers. */
    int hosts() {
        return hosts;
    }
}
