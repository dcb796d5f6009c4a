// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import io.authflux.error.ConfigurationException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables in a file, as Node's dotenv has them: {@code NAME=value} a line, {@code export} before it or not; a value in
 * quotes may have several lines, and in double quotes {@code \n} is a new one. Where Node's versions, or Next.js, differ in
 * what a value is, one that is ours to use is refused, with what to write instead. Others are none of our business.
 */
final class DotEnv {

    private static final Pattern LINE = Pattern.compile(
            "(?m)^[ \\t]*(?:export[ \\t]+)?([\\w.-]+)[ \\t]*=[ \\t]*"
                    + "(?:'([^']*)'|\"((?:[^\"\\\\]++|\\\\[^\\r\\n])*+)\"|`([^`]*)`|([^'\"`\\s][^\\r\\n]*)?)[ \\t]*(#[^\\r\\n]*)?$");
    private static final Pattern OURS = Pattern.compile("TYPEORM_.*|(AUTH_)?DATABASE_URL");
    private static final Pattern MENTIONED =
            Pattern.compile("(?m)^[ \\t]*(?:export[ \\t]+)?(TYPEORM_\\w+|(?:AUTH_)?DATABASE_URL)[ \\t]*=");
    private static final Pattern COMMENT = Pattern.compile("[ \\t]+#.*", Pattern.DOTALL);
    private static final int SINGLE = 2;
    private static final int DOUBLE = 3;
    private static final int BACKTICK = 4;
    private static final int BARE = 5;

    private final Source source;
    private final Map<String, String> variables = new HashMap<>();

    private DotEnv(Source source) {
        this.source = source;
    }

    static Map<String, String> read(Path file) {
        return read(new Source(file));
    }

    static Map<String, String> read(Source source) {
        DotEnv env = new DotEnv(source);
        Matcher line = LINE.matcher(source.text());
        int end = 0;
        while (line.find()) {
            env.requireNothing(end, line.start());
            end = line.end();
            env.put(line);
        }
        env.requireNothing(end, source.text().length());
        return env.variables;
    }

    /** What lies between two lines that can be read must not set a variable of ours. */
    private void requireNothing(int from, int to) {
        Matcher mentioned = MENTIONED.matcher(source.text()).region(from, to);
        if (mentioned.find()) {
            throw refused(mentioned.group(1), "put the value into quotes, and close them");
        }
    }

    private void put(Matcher line) {
        String name = line.group(1);
        if (line.group(SINGLE) != null) {
            variables.put(name, line.group(SINGLE));
        } else if (line.group(BACKTICK) != null) {
            variables.put(name, line.group(BACKTICK));
        } else if (line.group(DOUBLE) != null) {
            variables.put(
                    name, literal(name, line.group(DOUBLE)).replace("\\n", "\n").replace("\\r", "\r"));
        } else {
            String value = line.group(BARE) == null ? "" : line.group(BARE);
            variables.put(name, literal(name, bare(name, value)));
        }
    }

    /** With a blank before it, a # begins a comment; without, old versions keep it and new ones do not. */
    private String bare(String name, String value) {
        String content = COMMENT.matcher(value).replaceFirst("").strip();
        if (content.indexOf('#') >= 0 && OURS.matcher(name).matches()) {
            throw refused(name, "a # in a value can be read in two ways: put it into quotes");
        }
        return content;
    }

    /** Next.js expands variables, TypeORM does not. */
    private String literal(String name, String value) {
        if (value.contains("${") && OURS.matcher(name).matches()) {
            throw refused(name, "variables in a value are not expanded: write it out, or put ${ into single quotes");
        }
        return value;
    }

    private ConfigurationException refused(String name, String what) {
        return source.wrong("sets " + name + " in a way that is not clear: " + what);
    }
}
