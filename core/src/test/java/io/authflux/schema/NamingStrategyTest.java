// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamingStrategyTest {

    @ParameterizedTest
    @CsvSource({
        "name, name",
        "emailVerified, email_verified",
        "providerAccountId, provider_account_id",
        "verificationRequests, verification_requests",
        "userID, user_id",
        "HTTPServer, http_server",
        "parseHTTPRequest, parse_http_request",
        "oauth2Token, oauth2_token",
        "already_snake, already_snake",
        "_id, _id",
        "ABc, a_bc",
        "A, a"
    })
    void snakeFollowsTheRulesOfTypeOrm(String name, String expected) {
        assertThat(NamingStrategy.SNAKE.apply(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "name, name",
        "email_verified, emailVerified",
        "provider_account_id, providerAccountId",
        "a_b_c, aBC",
        "_id, _id",
        "trailing_, trailing_",
        "alreadyCamel, alreadyCamel"
    })
    void camelUndoesSnake(String name, String expected) {
        assertThat(NamingStrategy.CAMEL.apply(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"name", "email_verified", "emailVerified", "_id"})
    void asIsChangesNothing(String name) {
        assertThat(NamingStrategy.AS_IS.apply(name)).isEqualTo(name);
    }

    @Property
    void snakeOfSnakeIsSnake(@ForAll @AlphaChars @NumericChars @StringLength(max = 20) String name) {
        String snake = NamingStrategy.SNAKE.apply(name);
        assertThat(NamingStrategy.SNAKE.apply(snake)).isEqualTo(snake);
        assertThat(snake.replace("_", "")).isEqualToIgnoringCase(name);
    }
}
