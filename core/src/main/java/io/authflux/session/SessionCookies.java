// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the session's token among a request's cookies, as NextAuth.js v2 to v4 and Auth.js v5 name and chunk them. Free of
 * any web framework. Immutable and thread-safe.
 *
 * <p>Cookies are read as the {@code cookie} package of Node.js reads them: the first of two with one name counts, quotes
 * around a value do not, and a value is percent-decoded ({@code encodeURIComponent} wrote it) unless it cannot be, when it
 * stays as it is.
 *
 * <p>A token too long for one cookie is split into {@code name.0}, {@code name.1} and so on ({@code SessionStore} of
 * {@code packages/core/src/lib/utils/cookie.ts}). Chunks count only as a whole: with one missing there is no token.
 */
public final class SessionCookies {

    private static final int MOST_CHUNKS = 100;

    private static final SessionCookies DEFAULTS = new SessionCookies(List.of(
            "__Secure-authjs.session-token",
            "__Secure-next-auth.session-token",
            "authjs.session-token",
            "next-auth.session-token"));

    private final List<String> names;

    private SessionCookies(List<String> names) {
        this.names = names;
    }

    /**
     * The names that the libraries use by themselves. Every {@code __Secure-} name comes before the others, which a
     * neighbouring host or a connection without TLS can set; of each, v5's comes before v4's and v3's.
     *
     * @return the defaults
     */
    public static SessionCookies defaults() {
        return DEFAULTS;
    }

    /**
     * Other names, for an application that sets {@code cookies.sessionToken.name}.
     *
     * @param names the names, the first that is there counts
     * @return the cookies
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    public static SessionCookies named(String... names) {
        if (names.length == 0 || List.of(names).stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a cookie must have a name");
        }
        return new SessionCookies(List.of(names));
    }

    /**
     * Reads the token.
     *
     * @param cookies the request's cookies by name, as they were sent: the frameworks of the JVM do not decode them
     * @return the token; empty if there is none
     */
    public Optional<String> token(Map<String, String> cookies) {
        Objects.requireNonNull(cookies, "cookies");
        return names.stream()
                .map(name -> token(cookies, name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Reads the token.
     *
     * @param header the value of the request's {@code Cookie} header, RFC 6265; several are joined by {@code "; "}
     * @return the token; empty if there is none
     */
    public Optional<String> tokenInHeader(String header) {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String pair : header.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                cookies.putIfAbsent(
                        pair.substring(0, equals).strip(),
                        CookieValue.unquoted(pair.substring(equals + 1).strip()));
            }
        }
        return token(cookies);
    }

    private static Optional<String> token(Map<String, String> cookies, String name) {
        String whole = cookies.get(name);
        if (whole != null && !whole.isBlank()) {
            return Optional.of(CookieValue.decoded(whole));
        }
        TreeMap<Integer, String> chunks = new TreeMap<>();
        cookies.forEach((key, value) -> {
            if (key.startsWith(name + ".") && key.substring(name.length() + 1).matches("0|[1-9]\\d?")) {
                // Each was encoded by itself.
                chunks.put(Integer.parseInt(key.substring(name.length() + 1)), CookieValue.decoded(value));
            }
        });
        boolean complete = !chunks.isEmpty() && chunks.lastKey() == chunks.size() - 1 && chunks.size() <= MOST_CHUNKS;
        return complete
                ? Optional.of(String.join("", new ArrayList<>(chunks.values()))).filter(token -> !token.isBlank())
                : Optional.empty();
    }
}
