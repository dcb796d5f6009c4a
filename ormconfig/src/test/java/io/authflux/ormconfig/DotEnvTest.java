// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.error.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables in a file, as Node's dotenv has them. */
final class DotEnvTest {

    private static Map<String, String> read(String text) {
        return DotEnv.read(new Source(".env", text));
    }

    @Test
    void valuesAreAsInNode() {
        assertThat(read("""
                # a comment
                A=plain
                  export B = spaced value \t
                C='single # ${kept} \\n'
                D="double # \\n next"
                E=`it's "both"` # comment
                F=
                G=a=b=c
                H=value # comment
                I.J-K=odd

                L="two
                lines"
                M="escaped \\" quote"
                no line at all
                N=last"""))
                .isEqualTo(Map.ofEntries(
                        Map.entry("A", "plain"),
                        Map.entry("B", "spaced value"),
                        Map.entry("C", "single # ${kept} \\n"),
                        Map.entry("D", "double # \n next"),
                        Map.entry("E", "it's \"both\""),
                        Map.entry("F", ""),
                        Map.entry("G", "a=b=c"),
                        Map.entry("H", "value"),
                        Map.entry("I.J-K", "odd"),
                        Map.entry("L", "two\nlines"),
                        Map.entry("M", "escaped \\\" quote"),
                        Map.entry("N", "last")));
    }

    @Test
    void linesMayEndAsOnWindows() {
        assertThat(read("A=1\r\nB=\"2\"\r\n")).isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void theLastOfSeveralCounts() {
        assertThat(read("A=1\nA=2")).isEqualTo(Map.of("A", "2"));
    }

    @Test
    void aLongValueIsNoTrouble() {
        String key = "x\\n".repeat(100_000);
        assertThat(read("A=\"" + key + "\"")).containsEntry("A", "x\n".repeat(100_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TYPEORM_PASSWORD=s3cret#x",
                "DATABASE_URL=\"s3cret",
                "A='open\nDATABASE_URL='s3cret",
                "AUTH_DATABASE_URL=${s3cret}",
                "TYPEORM_URL=\"a ${s3cret}\"",
                "DATABASE_URL='a' s3cret"
            })
    void whatCanBeReadInTwoWaysIsRefusedIfItIsOurs(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching(".env sets (TYPEORM_|DATABASE_|AUTH_)\\w+ in a way that is not clear: .*")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSWORD=a#b", "OTHER=\"open", "SUM=${A}", "X='a' b"})
    void othersAreNoneOfOurBusiness(String text) {
        assertThat(read(text + "\nTYPEORM_HOST=h")).containsEntry("TYPEORM_HOST", "h");
    }
}
