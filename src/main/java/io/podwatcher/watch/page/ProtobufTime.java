package io.podwatcher.watch.page;

import static io.podwatcher.watch.page.ProtobufMessage.VARINT;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;

/**
 * Reads a {@code metav1.Time} as JSON writes it: RFC 3339 in UTC and whole seconds; nanoseconds are ignored, as by Go.
 * Go's zero time, the year 1, is null in JSON and a message without fields in protobuf
 * (k8s.io/apimachinery/pkg/apis/meta/v1/time.go, time_proto.go).
 */
final class ProtobufTime {

    private static final int TIME_SECONDS = 1 << 3 | VARINT;

    private static final long ZERO = LocalDateTime.of(1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long MIN = LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC);
    private static final long MAX = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);

    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 10, SignStyle.NORMAL)
            .appendPattern("-MM-dd'T'HH:mm:ss'Z'")
            .toFormatter();

    private ProtobufTime() {}

    /** Reads the message whose tag has been read; null for Go's zero time. */
    static String read(ProtobufMessage message) throws IOException {
        int outer = message.begin();
        if (message.bytesLeft() == 0) {
            message.end(outer);
            return null;
        }
        long seconds = 0;
        for (int tag = message.next(); tag != 0; tag = message.next()) {
            if (tag == TIME_SECONDS) {
                seconds = message.int64();
            } else {
                message.skip(tag);
            }
        }
        message.end(outer);
        return text(seconds);
    }

    /**
     * Seconds since 1970 as RFC 3339. A client can write any number into a pod's status by protobuf; it is clamped to
     * what {@link LocalDateTime} can represent, so that such a pod does not make the whole list unreadable.
     */
    static String text(long seconds) {
        return seconds == ZERO
                ? null
                : RFC_3339.format(
                        LocalDateTime.ofEpochSecond(Math.max(MIN, Math.min(MAX, seconds)), 0, ZoneOffset.UTC));
    }
}
