package io.podwatcher.http.connection.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyContentsTest {

    private final ByteBuf some = Unpooled.directBuffer().writeZero(10);
    private final ByteBuf more = Unpooled.directBuffer().writeZero(10);

    @Test
    void contentsAreReleasedAndOnlyTheEndIsLeft() {
        // Given
        List<Object> decoded = new ArrayList<>(List.of(new DefaultHttpContent(some), new DefaultLastHttpContent(more)));

        // When
        BodyContents.drop(decoded);

        // Then
        assertThat(decoded).containsExactly(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(some.refCnt()).isZero();
        assertThat(more.refCnt()).isZero();
    }

    @Test
    void anEndThatCannotBeDecodedIsKept() {
        // Given
        LastHttpContent end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        end.setDecoderResult(DecoderResult.failure(new NumberFormatException("not a length")));
        List<Object> decoded = new ArrayList<>(List.of(new DefaultHttpContent(some), end));

        // When
        BodyContents.drop(decoded);

        // Then
        assertThat(decoded).containsExactly(end);
        assertThat(some.refCnt()).isZero();
        more.release();
    }
}
