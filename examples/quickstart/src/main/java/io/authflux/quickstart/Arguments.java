// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Its sentences never repeat an argument that may be a URL, since that may hold a password; so they are
 * made here and not by picocli.
 */
final class Arguments {

    private static final String USERS = "--users";
    private static final String LOOKUPS = "--lookups";
    private static final String CONCURRENCY = "--concurrency";
    private static final String JSON = "--json";
    private static final String TRACE = "--trace";
    private static final String HELP = "--help";
    private static final String HELP_HINT = "; ./quickstart --help tells more";

    private Arguments() {}

    static Settings parse(String... args) {
        try {
            return settings(commandLine().parseArgs(args));
        } catch (OverwrittenOptionException e) {
            throw new UsageException("an option is given more than once" + HELP_HINT);
        } catch (UnmatchedArgumentException e) {
            throw new UsageException(unmatched(e.getUnmatched()));
        } catch (MissingParameterException e) {
            throw new UsageException("an option lacks its value, as in " + USERS + " 1000" + HELP_HINT);
        } catch (ParameterException e) {
            throw new UsageException("the command line cannot be understood" + HELP_HINT);
        }
    }

    static String help() {
        return commandLine().getUsageMessage(Ansi.OFF);
    }

    private static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name("./quickstart");
        spec.usageMessage()
                .sortOptions(false)
                .customSynopsis(
                        "./quickstart [URL] [--users N] [--lookups N] [--concurrency N] [--json] [--trace] [--help]")
                .description(
                        "Tells NextAuth's sign-in story on a database of yours, or on one that comes along: makes the"
                                + " tables, signs users up, looks their sessions up, signs out. Rows stay; run it as often"
                                + " as you like.")
                .footer(
                        "",
                        "Exit code: 0 the story ended well, 1 it did not, 2 the URL or an option is wrong.",
                        "With --json the story goes to standard error, so that standard output is one line of JSON.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel("URL")
                .description(
                        "For instance postgres://user:password@localhost/app or h2:./target/app. Tables are made unless"
                                + " it says synchronize=false. Default: " + Databases.DEFAULT)
                .build());
        spec.addOption(count(USERS, "Users to sign up. Default: " + Settings.DEFAULT_USERS));
        spec.addOption(count(LOOKUPS, "Session lookups to measure. Default: " + Settings.DEFAULT_LOOKUPS));
        spec.addOption(count(CONCURRENCY, "Calls under way at a time. Default: " + Settings.DEFAULT_CONCURRENCY));
        spec.addOption(flag("Print the report as one line of JSON.", JSON));
        spec.addOption(flag("On failure print the stack trace too; it may show values of rows.", TRACE));
        spec.addOption(flag("Print this help.", "-h", HELP));
        return new CommandLine(spec).setExpandAtFiles(false).setPosixClusteredShortOptionsAllowed(false);
    }

    private static OptionSpec count(String name, String description) {
        return OptionSpec.builder(name)
                .arity("1")
                .type(String.class)
                .paramLabel("N")
                .description(description)
                .build();
    }

    private static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length))
                .arity("0")
                .type(boolean.class)
                .description(description)
                .build();
    }

    private static Settings settings(ParseResult parsed) {
        String url = parsed.matchedPositionalValue(0, "");
        return new Settings(
                Optional.of(url).filter(u -> parsed.hasMatchedPositional(0)),
                number(parsed, USERS, Settings.DEFAULT_USERS, Settings.MAX_USERS),
                number(parsed, LOOKUPS, Settings.DEFAULT_LOOKUPS, Settings.MAX_LOOKUPS),
                number(parsed, CONCURRENCY, Settings.DEFAULT_CONCURRENCY, Settings.MAX_CONCURRENCY),
                parsed.hasMatchedOption(JSON),
                parsed.hasMatchedOption(TRACE),
                parsed.hasMatchedOption(HELP));
    }

    private static int number(ParseResult parsed, String name, int byDefault, int max) {
        if (!parsed.hasMatchedOption(name)) {
            return byDefault;
        }
        String text = parsed.matchedOptionValue(name, "");
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        }
        String got = text.matches("[A-Za-z0-9.,+-]{1,20}") ? ", not \"" + text + "\"" : "";
        throw new UsageException(name + " expects a whole number from 1 to " + max + got);
    }

    private static String unmatched(List<String> arguments) {
        String option = arguments.stream()
                .filter(a -> a.startsWith("-"))
                .map(a -> a.split("=", 2)[0])
                .findFirst()
                .orElse("");
        if (option.isEmpty()) {
            return "only one URL is expected" + HELP_HINT;
        }
        String known = commandLine().getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.joining(", "));
        String named = option.matches("--?[A-Za-z][A-Za-z0-9-]{0,20}")
                ? "there is no option " + option
                : "an option is unknown";
        return named + "; known are " + known;
    }
}
