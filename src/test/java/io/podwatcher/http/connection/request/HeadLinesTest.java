package io.podwatcher.http.connection.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadLinesTest {

    private final HeadLines lines = new HeadLines();

    @Test
    void aLineIsFoundWhenItIsComplete() {
        // Given
        ByteBuf in = Unpooled.buffer();

        // Then
        assertThat(lines.found(in.writeBytes(ascii("GET / HT")))).isFalse();
        assertThat(lines.started()).isFalse();
        assertThat(lines.found(in.writeBytes(ascii("TP/1.1\r")))).isFalse();
        assertThat(lines.found(in.writeBytes(ascii("\nHo")))).isTrue();
        assertThat(lines.started()).isTrue();
    }

    @Test
    void eachByteOfATrickledLineIsSearchedOnce() {
        // Given
        SearchedBytes in = new SearchedBytes();
        int length = 60_000;

        // When
        for (int i = 0; i < length; i++) {
            in.writeByte('x');
            lines.found(in);
        }
        in.writeByte('\n');

        // Then
        assertThat(lines.found(in)).isTrue();
        assertThat(in.searched).isLessThanOrEqualTo(length + 1);
    }

    @Test
    void eachByteOfTrickledHeadersIsSearchedOnce() {
        // Given
        SearchedBytes in = new SearchedBytes();
        String head = "GET / HTTP/1.1\r\n" + "some-header: value\r\n".repeat(90);

        // When
        for (byte next : ascii(head)) {
            in.writeByte(next);
            if (lines.found(in)) {
                // As the decoder does, which takes all lines that are complete.
                in.readerIndex(in.writerIndex());
            }
        }

        // Then
        assertThat(in.searched).isLessThanOrEqualTo(head.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", " b", "\tb"})
    void aFoldedLineIsRefusedHoweverItArrives(String folded) {
        // Given
        byte[] head = ascii("GET / HTTP/1.1\r\na: b\r\n" + folded + "\r\n\r\n");

        // Then
        assertThatExceptionOfType(RefusedRequest.class)
                .isThrownBy(() -> lines.found(Unpooled.wrappedBuffer(head)))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(400));
        assertThatExceptionOfType(RefusedRequest.class).isThrownBy(() -> trickle(head));
    }

    @Test
    void whatIsBehindTheHeadIsNotLookedAt() {
        // Given
        String behind = " a body that begins with a blank\r\n more\r\n".repeat(200);

        // Then
        assertThat(lines.found(Unpooled.wrappedBuffer(ascii("POST / HTTP/1.1\r\na: b\r\n\r\n" + behind))))
                .isTrue();
    }

    @Test
    void aHundredHeadersAreReadAndOneMoreIsRefused() {
        // Given
        String hundred = "GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(100);

        // Then
        assertThat(lines.found(Unpooled.wrappedBuffer(ascii(hundred + "\r\n")))).isTrue();
        lines.reset();
        assertThatExceptionOfType(RefusedRequest.class)
                .isThrownBy(() -> lines.found(Unpooled.wrappedBuffer(ascii(hundred + "a: b\r\n"))))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(431));
    }

    private static void trickle(byte[] head) {
        HeadLines lines = new HeadLines();
        ByteBuf in = Unpooled.buffer();
        for (byte next : head) {
            if (lines.found(in.writeByte(next))) {
                in.readerIndex(in.writerIndex());
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Counts the bytes that are searched. */
    private static final class SearchedBytes extends UnpooledHeapByteBuf {

        private long searched;

        SearchedBytes() {
            super(UnpooledByteBufAllocator.DEFAULT, 64, Integer.MAX_VALUE);
        }

        @Override
        public int indexOf(int from, int to, byte value) {
            int found = super.indexOf(from, to, value);
            searched += (found < 0 ? to : found + 1) - from;
            return found;
        }
    }
}
