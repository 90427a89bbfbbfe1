package io.podwatcher.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.model.Identity;
import io.podwatcher.model.Pod;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'labels':{'owner':'x'},'owner':{'kind':'Deployment','name':'cart'}} | Deployment/cart",
                "{'owner':{'kind':'Job','name':'mail','uid':'7'},'phase':'Running'} | Job/mail",
                "{'owner':null,'phase':'Running'} | ''",
                "{'phase':'Running'} | ''"
            })
    void theOwnerIsReadOutOfTheAnswer(String json, String owner) {
        // Given
        Pod pod = FakeCache.pod("shop", "cart-1", 0)
                .withJson(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        // When // Then
        assertThat(Source.of(pod)).isEqualTo(new Source("shop", "default", owner.replace("'", "")));
    }

    @Test
    void aSourceWithoutAServiceAccountHasNoIdentityThatARuleCouldName() {
        assertThat(new Source("shop", "", "").identity()).isEmpty();
        assertThat(new Source("shop", "till", "").identity()).contains(new Identity("shop", "till"));
    }
}
