// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookiesTest {

    private final SessionCookies cookies = SessionCookies.defaults();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "next-auth.session-token",
                "__Secure-next-auth.session-token",
                "authjs.session-token",
                "__Secure-authjs.session-token"
            })
    void everyVersionIsKnown(String name) {
        assertThat(cookies.token(Map.of("theme", "dark", name, "t"))).contains("t");
        assertThat(cookies.token(Map.of(name + ".1", "b", name + ".0", "a", name + ".2", "c")))
                .contains("abc");
    }

    @Test
    void tenChunksAreInTheOrderOfTheirNumbers() {
        Map<String, String> chunks = new java.util.HashMap<>();
        for (int i = 0; i < 12; i++) {
            chunks.put("authjs.session-token." + i, Character.toString('a' + i));
        }
        assertThat(cookies.token(chunks)).contains("abcdefghijkl");
    }

    @Test
    void chunksCountAsAWholeOnly() {
        assertThat(cookies.token(Map.of("authjs.session-token.0", "a", "authjs.session-token.2", "c")))
                .isEmpty();
        assertThat(cookies.token(Map.of("authjs.session-token.1", "b"))).isEmpty();
        assertThat(cookies.token(Map.of("authjs.session-token.x", "b"))).isEmpty();
        assertThat(cookies.token(Map.of("authjs.session-token.01", "b"))).isEmpty();
    }

    @Test
    void secureAndNewerNamesComeFirst() {
        assertThat(cookies.token(Map.of("next-auth.session-token", "old", "authjs.session-token", "new")))
                .contains("new");
        assertThat(cookies.token(Map.of("authjs.session-token", "a", "__Secure-authjs.session-token", "b")))
                .contains("b");
        assertThat(cookies.token(Map.of("authjs.session-token", "planted", "__Secure-next-auth.session-token", "real")))
                .contains("real");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authjs.session-token=t|t",
                "a=b; next-auth.session-token=t; c=d|t",
                "a=b;next-auth.session-token=\"t\"|t",
                "next-auth.session-token=first; next-auth.session-token=second|first",
                "next-auth.session-token=a=b|a=b",
                "next-auth.session-token==|=",
                "authjs.session-token.10=k; authjs.session-token.9=j; authjs.session-token.8=i; authjs.session-token.7=h;"
                        + "authjs.session-token.6=g; authjs.session-token.5=f; authjs.session-token.4=e;"
                        + "authjs.session-token.3=d; authjs.session-token.2=c; authjs.session-token.1=b;"
                        + "authjs.session-token.0=a|abcdefghijk",
                "  authjs.session-token \t=\t t  ;x|t",
                "authjs.session-token=; next-auth.session-token=t|t",
                "=x; authjs.session-token=t|t",
                "authjs.session-token=\"|\"",
                "authjs.session-token=a%2Fb%3D%25|a/b=%",
                "authjs.session-token=\"a%2Fb\"|a/b",
                "authjs.session-token=a+b%20c|a+b c",
                "authjs.session-token=%F0%9F%94%91%E2%9C%93x|🔑✓x",
                "authjs.session-token.0=a%2F; authjs.session-token.1=%2Fb|a//b"
            })
    void headersAreRead(String header, String token) {
        assertThat(cookies.tokenInHeader(header)).contains(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "=", "next-auth.session-token", "next-auth.session-token=", "x=y"})
    void nothingIsEmpty(String header) {
        assertThat(cookies.tokenInHeader(header)).isEmpty();
    }

    /** Each would throw in JavaScript, where the package then takes the value as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"100%", "%", "%4", "%zz", "a%41%", "%FF", "%E2%9C", "%C0%AF", "%ED%A0%80", "%E2x%9C%93"})
    void whatCannotBeDecodedStaysAsItIs(String token) {
        assertThat(cookies.tokenInHeader("authjs.session-token=" + token)).contains(token);
        assertThat(cookies.token(Map.of("authjs.session-token", token))).contains(token);
    }

    @Test
    void theFirstOfTwoCountsEvenIfItIsEmpty() {
        assertThat(cookies.tokenInHeader("authjs.session-token=; authjs.session-token=second"))
                .isEmpty();
    }

    @Test
    void ownNames() {
        assertThat(SessionCookies.named("sid").token(Map.of("sid", "t"))).contains("t");
        assertThat(SessionCookies.named("sid").token(Map.of("authjs.session-token", "t")))
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(SessionCookies::named);
        assertThatIllegalArgumentException().isThrownBy(() -> SessionCookies.named(" "));
    }
}
