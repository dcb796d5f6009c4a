// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a text column in SQL Server. Its collation mostly ignores case; and {@code =} ignores trailing spaces under
 * each of them. So a column is compared twice: by its own rules, for which there is an index, and in code units with a sign
 * at the end, which leaves what is the same.
 *
 * <p>Parameters are Unicode. A {@code varchar} is in a code page: beside such a parameter its index may not be used, and a
 * character that the page lacks is stored as another one without a word. So the parameter is brought to the page for the
 * first comparison, and text that the page lacks is neither looked for nor written.
 *
 * <p>r2dbc-mssql counts a parameter that is named twice as two, so that it is named once, in a row of its own, which the
 * optimizer takes away again.
 *
 * @param page the code page; null for a column in Unicode
 */
record SqlServerText(@Nullable Charset page) implements TextRules {

    private static final Pattern FOUND = Pattern.compile(".* in code page (\\d+)");
    private static final String EXACT = "COLLATE Latin1_General_BIN2";

    /** Those that are not called windows-NNNN. */
    private static final Map<String, String> PAGES = Map.of(
            "65001", "UTF-8",
            "437", "IBM437",
            "850", "IBM850",
            "874", "x-windows-874",
            "932", "windows-31j",
            "936", "GBK",
            "949", "x-windows-949",
            "950", "x-windows-950");

    /** By the type as the catalog prints it. */
    static SqlServerText of(String found) {
        Matcher matcher = FOUND.matcher(found);
        return new SqlServerText(matcher.matches() ? charset(matcher.group(1)) : null);
    }

    /** Of a page that this Java does not know, ASCII is what it surely has. */
    private static Charset charset(String page) {
        return Stream.of(PAGES.getOrDefault(page, "windows-" + page))
                .filter(Charset::isSupported)
                .map(Charset::forName)
                .findFirst()
                .orElse(StandardCharsets.US_ASCII);
    }

    @Override
    public String exactly(String marker) {
        return marker + " " + EXACT;
    }

    @Override
    public String equal(String column, String marker) {
        return "EXISTS (SELECT 1 FROM (SELECT " + marker + " AS sought) AS k WHERE " + column + " = "
                + oneOfMany("k.sought") + " AND " + column + " + N'.' = k.sought + N'.' " + EXACT + ")";
    }

    @Override
    public String oneOfMany(String marker) {
        // The cast is to the page of the database, which of two pages that differ can lose what UTF-8 has.
        return page == null || page.equals(StandardCharsets.UTF_8) ? marker : "CAST(" + marker + " AS varchar(8000))";
    }

    @Override
    public boolean isStricterAlone() {
        return true;
    }

    @Override
    public boolean canHold(String text) {
        return page == null || page.newEncoder().canEncode(text);
    }
}
