package io.podwatcher.fission.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/a/{x}, /a/b, YES",
                "/a/{x}, /a/b/c, NO",
                "/a/{x}, /a/, NO",
                "/a/{x}, /A/b, NO",
                "/a/{x}, /a/😀, YES",
                "/{x}/b/{y}, /a/b/c, YES",
                "/{x}/{x}, /a/b, YES",
                "/{x:.*}, /a/b, YES",
                "/{x:.*}, /, YES",
                "/{x}.b, /a.b, YES",
                "/{x}.b, /axb, NO",
                "/{x:[a-c]+}, /abc, YES",
                "/{x:[a-c]+}, /abd, NO",
                "/{x:[^a-c]}, /d, YES",
                "/{x:[^a-c]}, /a, NO",
                "/{x:[\\w-\\.]+}, /a-b.c, YES",
                "/{x:[-.]+}, /.-, YES",
                "/{x:[()]+}, /(), YES",
                "/{x:\\d+}, /12, YES",
                "/{x:\\d+}, /١٢, NO",
                "/{x:\\w+}, /é, NO",
                "/{x:\\W}, /é, YES",
                "/{x:\\S\\D}, /ab, YES",
                "/{x:\\.\\/\\-\\_}, /./-_, YES",
                "/{x:a|ab}c, /abc, YES",
                "/{x:a|}b, /b, YES",
                "/{x:(?:a|b)+}, /abba, YES",
                "/{x:a??b*?}, /abb, YES",
                "/{x:a{2}}, /aa, YES",
                "/{x:a{2}}, /aaa, NO",
                "\"/{x:a{2,}}\", /aaaa, YES",
                "\"/{x:a{2,3}}\", /aaaa, NO",
                "\"/{x:[0-9]{4}-[0-9]{2}}\", /2026-01, YES",
                "/{x:a:b}, /a:b, YES",
                "/{x:a/b}, /a/b, YES"
            })
    void aTemplateThatAllReadAlikeMatchesOrNot(String template, String path, Certainty expected) {
        assertThat(matches(template, path)).isEqualTo(expected);
    }

    @Test
    void aPrefixMatchesTheStart() {
        // Given
        PathTemplate template = parse("/a/{x}/");

        // Then
        assertThat(template.matches("/a/b/", false, new StepLimit())).isEqualTo(Certainty.YES);
        assertThat(template.matches("/a/b/c", false, new StepLimit())).isEqualTo(Certainty.YES);
        assertThat(template.matches("/a/b", false, new StepLimit())).isEqualTo(Certainty.NO);
        assertThat(template.matches("/a/b/c", true, new StepLimit())).isEqualTo(Certainty.NO);
    }

    /** A name that Go refuses, an empty expression, a capturing group, a brace too many, no slash. */
    @ParameterizedTest
    @CsvSource({
        "/{user-id}, /a, /a/b",
        "/{a.b}, /a, /a/b",
        "/{é}, /a, /a/b",
        "/{a b}, /a, /a/b",
        "/{a{b}c}, /a, /a/b",
        "/a{x:}, /a, /b",
        "/{x:(a)}, /a, /b",
        "/{x:(a|b)c}, /bc, /cc",
        "/a}{x}, /a}b, /ab",
        "/{x}}, /a}, /a",
        "{x:/a}, /a, /b"
    })
    void whereVersionsDifferAMatchIsUncertain(String template, String path, String other) {
        assertThat(matches(template, path)).isEqualTo(Certainty.MAYBE);
        assertThat(matches(template, other)).isEqualTo(Certainty.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)a",
                "(?i:a)",
                "(?P<y>a)",
                "(?s).",
                "\\pL",
                "\\p{Greek}",
                "\\x61",
                "\\141",
                "\\ba",
                "\\Aa",
                "a\\z",
                "^a",
                "a$",
                "é",
                "[é]",
                "[[:alpha:]]",
                "[[:alpha:])(]",
                "[]a]",
                "[^]a]",
                "[a[b]",
                "[[:x]",
                "*a",
                "a**",
                "a*??",
                "a+*",
                "a|*",
                "(?:*)",
                "a{101}",
                "a{2,1}",
                "a{,2}",
                "a{07}",
                "a{b}",
                "{2}",
                "(?:a){2}",
                "a{2}{2}",
                "a*{2}",
                "[z-a]",
                "[a-\\d]",
                "\\C",
                "\\E",
                "\\q",
                "\\8",
                "a\u0001"
            })
    void whatIsNotReadAlikeMayMatchWhatStartsLikeIt(String expression) {
        // Given
        String template = "/head/{x:" + expression + "}/tail";

        // Then
        assertThat(matches(template, "/head/anything")).isEqualTo(Certainty.MAYBE);
        assertThat(matches(template, "/hea/anything")).isEqualTo(Certainty.NO);
    }

    /** The group of the variable ends early, or not at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/head/{x:a)|(b}",
                "/head/{x:a)}",
                "/head/{x:(}",
                "/head/{x:(a}/{y:b)}",
                "/head/{x:(?:a}",
                "/head/{x:\\Qa}/{y:\\E)|(b}",
                "/head/{x:\\Qa}/{y:(\\E)|(?:b\\Q)\\E}",
                "/head/{x:a\\}/{y:)|(b}",
                "/head/{x:[}/{y:])|(b}",
                "/head/{x:[]}/{y:])|(b}",
                "/head/{x:[^]}/{y:])|(b}",
                "/head/{x:[}/{y:[])|(b]}",
                "/head/{x:[\\]}/{y:])|(b}",
                "/head/{x:[\\](])|(b[\\])]}",
                "/head/{x:[[:alpha:](])|(b)}",
                "/head/{x:[a-z](])|(b}",
                "/head/{x:\\\\)|(b}",
                "/head/{x>a)|(?P<y}",
                "/head/{x>a)|(?P<y:b}",
                "/head/{ok}/{x:a)|(b}"
            })
    void whatMayLeaveItsGroupMayMatchAnything(String template) {
        assertThat(matches(template, "/elsewhere")).isEqualTo(Certainty.MAYBE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{", "/{x", "/{x:{}", "/{x:a{2}", "/{}", "/{:a}", "/{x}/{", "/{x}/{}", "/{x:a)|(b}/{"})
    void whatNoVersionAcceptsMatchesNothing(String template) {
        assertThat(matches(template, "/a")).isEqualTo(Certainty.NO);
        assertThat(matches(template, template)).isEqualTo(Certainty.NO);
    }

    @Test
    void aTemplateThatIsTooLargeMayMatchWhatStartsLikeIt() {
        // Given
        String longText = "/a/{x:" + "b".repeat(600) + "}";
        String largeProgram = "/a/{x:" + "[ab]{100}".repeat(12) + "}";

        // Then
        assertThat(matches(longText, "/a/c")).isEqualTo(Certainty.MAYBE);
        assertThat(matches(longText, "/b/c")).isEqualTo(Certainty.NO);
        assertThat(matches(largeProgram, "/a/c")).isEqualTo(Certainty.MAYBE);
    }

    @Test
    void aTemplateThatCostsTooMuchMayMatchWhatStartsLikeIt() {
        // Given
        PathTemplate template = parse("/a/{x:b+}");
        StepLimit spent = new StepLimit();
        spent.take(499_999);

        // Then
        assertThat(template.matches("/a/c", true, spent)).isEqualTo(Certainty.MAYBE);
        assertThat(template.matches("/b/c", true, spent)).isEqualTo(Certainty.NO);
        assertThat(template.matches("/a/c", true, new StepLimit())).isEqualTo(Certainty.NO);
    }

    @Test
    @Timeout(30)
    void aHostileExpressionTakesNoLongerThanAnother() {
        // Given
        PathTemplate template = parse("/{x:(?:a*)*(?:a|a)*(?:[a-z]+)*b}");
        String path = "/" + "a".repeat(8000);

        // Then
        for (int i = 0; i < 20; i++) {
            assertThat(template.matches(path, true, new StepLimit())).isEqualTo(Certainty.NO);
        }
    }

    private static Certainty matches(String template, String path) {
        return parse(template).matches(path, true, new StepLimit());
    }

    private static PathTemplate parse(String template) {
        return PathTemplate.parse(template, new Programs(Map.of()));
    }
}
