package io.podwatcher.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes an event as one line of JSON with the field names that Elastic, Loki and Vector read without configuration.
 * Key-value pairs are fields of their own. Logback's JsonEncoder has fixed names and writes empty fields. On the thread
 * that writes the log.
 */
final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {

    /** Always with milliseconds, so that all lines have the same form. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private static final byte[] NOTHING = {};

    private final JsonFactory factory = new JsonFactory();
    private final ThrowableProxyConverter stackTrace = new ThrowableProxyConverter();

    @Override
    public void start() {
        stackTrace.setContext(getContext());
        stackTrace.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("@timestamp", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
            json.writeStringProperty("level", event.getLevel().toString());
            json.writeStringProperty("logger", event.getLoggerName());
            json.writeStringProperty("message", event.getFormattedMessage());
            json.writeStringProperty("thread", event.getThreadName());
            if (event.getKeyValuePairs() != null) {
                event.getKeyValuePairs().forEach(pair -> write(json, pair));
            }
            if (event.getThrowableProxy() != null) {
                json.writeStringProperty("stack_trace", stackTrace.convert(event));
            }
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void write(JsonGenerator json, KeyValuePair pair) {
        if (pair.value instanceof Long number) {
            json.writeNumberProperty(pair.key, number);
        } else {
            json.writeStringProperty(pair.key, String.valueOf(pair.value));
        }
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
