package io.podwatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void nothingEndsALineOrCommandsATerminal() {
        assertThat(VisibleText.of("a\r\nb\u0000\u001b[31m\u0085\u2028é~", 100)).isEqualTo("a??b??[31m???~");
    }

    @Test
    void aLongTextIsCutVisibly() {
        assertThat(VisibleText.of("abcdef", 5)).isEqualTo("abcde…");
        assertThat(VisibleText.of("abcde", 5)).isEqualTo("abcde");
        assertThat(VisibleText.of("", 5)).isEmpty();
    }
}
