package io.podwatcher.model.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

    private static final Map<String, String> LABELS =
            Map.of("app", "web", "tier", "front", "empty", "", "app.kubernetes.io/name", "shop", "in", "x");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "app=web | true",
                "app==web | true",
                " app = web | true",
                "app=shop | false",
                "missing=web | false",
                "app!=web | false",
                "app!=shop | true",
                "missing!=web | true",
                "app | true",
                "missing | false",
                "!app | false",
                "!missing | true",
                "! missing | true",
                "app in (web) | true",
                "app in (shop,web) | true",
                "app in(shop , web) | true",
                "app in (shop) | false",
                "missing in (web) | false",
                "app notin (shop) | true",
                "app notin (shop,web) | false",
                "missing notin (web) | true",
                "empty= | true",
                "empty!= | false",
                "app= | false",
                "empty in (,a) | true",
                "empty in (a,) | true",
                "missing= | false",
                "app.kubernetes.io/name=shop | true",
                "app.kubernetes.io/name in (shop) | true",
                "app=web,tier=front | true",
                "app=web,tier=back | false",
                "app=web , tier in (front,back) , !missing | true",
                "tier,app=web | true",
                "in=x | true",
                "in in (x) | true",
                "notin notin (x) | true",
                "app=in | false",
                "\"\" | true",
                "\"  \" | true"
            })
    void selectsAsKubernetesDoes(String selector, boolean selected) throws SelectorSyntaxException {
        assertThat(LabelSelector.parse(selector).matches(LABELS)).isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app=web | true",
                "app=api | false",
                "app | true",
                "!app | false",
                "app!=api | true",
                "app notin (web) | false",
                "canary | false",
                "canary=true | false",
                "!canary | false",
                "canary!=true | false",
                "canary notin (true) | false",
                "app=web,!canary | false"
            })
    void aLabelThatMayHaveBeenLeftOutIsNeitherThereNorAbsent(String selector, boolean selected)
            throws SelectorSyntaxException {
        // Given
        PodLabels truncated = new PodLabels(Map.of("app", "web"), false);

        // Then
        assertThat(LabelSelector.parse(selector).matches(truncated)).isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "= | 1",
                "=web | 1",
                ", | 1",
                "app=web, | 9",
                "app=web,,tier | 9",
                "app web | 5",
                "app=web tier | 9",
                "app=web=shop | 8",
                "app!web | 5",
                "app! | 5",
                "! | 2",
                "!! | 2",
                "!app=web | 5",
                "app in | 7",
                "app in web | 8",
                "app in () | 9",
                "app in ( ) | 10",
                "app in (web | 12",
                "app in (web tier) | 13",
                "app in (web)) | 13",
                "app in ((web)) | 9",
                "app notin | 10",
                "app within (web) | 5",
                "app>1 | 4",
                "app<1 | 4",
                "-app=web | 1",
                "app-=web | 1",
                "a/b/c=web | 1",
                "/app=web | 1",
                "Kubernetes.io/app=web | 1",
                "app=-web | 5",
                "app=web- | 5",
                "app=we/b | 5",
                "app=we:b | 5",
                "app in (we/b) | 9",
                "app=1234567890123456789012345678901234567890123456789012345678901234 | 5"
            })
    void pointsAtTheCharacterThatIsWrong(String selector, int character) {
        assertThatExceptionOfType(SelectorSyntaxException.class)
                .isThrownBy(() -> LabelSelector.parse(selector))
                .withMessageEndingWith(" at character " + character);
    }

    @Test
    void saysWhatIsWrongWithAKey() {
        assertThatExceptionOfType(SelectorSyntaxException.class)
                .isThrownBy(() -> LabelSelector.parse("a,=b"))
                .withMessage("expected a label key at character 3");
        assertThatExceptionOfType(SelectorSyntaxException.class)
                .isThrownBy(() -> LabelSelector.parse("a,-b"))
                .withMessage("'-b' is not a label key at character 3");
    }

    @Test
    void takesKeysAndValuesOfUpTo63Characters() throws SelectorSyntaxException {
        String longest = "a".repeat(63);

        assertThat(LabelSelector.parse(longest + "=" + longest).matches(Map.of(longest, longest)))
                .isTrue();
    }
}
