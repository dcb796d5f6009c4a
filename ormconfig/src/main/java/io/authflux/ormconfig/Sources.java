// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import io.authflux.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where TypeORM looks for its configuration, in its order. */
final class Sources {

    private static final String NAME = "ormconfig.";
    private static final String ENV = "env";
    private static final Set<String> PROGRAMS = Set.of("js", "mjs", "cjs", "ts", "mts", "cts");
    private static final List<String> ENDINGS =
            List.of("js", "mjs", "cjs", "ts", "mts", "cts", "json", "yml", "yaml", "xml");
    private static final Map<String, Format> FORMATS =
            Map.of("json", new JsonFormat(), "yml", new YamlFormat(), "yaml", new YamlFormat(), "xml", new XmlFormat());

    private final Path folder;

    /** What was named; empty for a folder. */
    private final Optional<Path> named;

    private final Map<String, String> environment;

    Sources(Path path, Map<String, String> environment) {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw new ConfigurationException("there is no file and no folder " + path);
        }
        boolean isFolder = Files.isDirectory(absolute);
        Path parent = absolute.getParent();
        this.folder = isFolder || parent == null ? absolute : parent;
        this.named = isFolder ? Optional.empty() : Optional.of(absolute);
        this.environment = environment;
    }

    /** The file with connections. One with variables is none: if they do not say where the database is, this one does. */
    private Optional<Path> file() {
        return named.or(() -> ENDINGS.stream()
                        .map(ending -> folder.resolve(NAME + ending))
                        .filter(Files::isRegularFile)
                        .findFirst())
                .filter(file -> !isVariables(file));
    }

    OrmConfig read() {
        Optional<Path> file = file();
        if (file.isPresent() && named.isPresent()) {
            return fromFile(file.get());
        }
        Map<String, String> variables = variables();
        if (TypeOrmVariables.decide(variables)) {
            return one("the variables TYPEORM_…", TypeOrmVariables.object(variables));
        }
        for (String name : List.of("AUTH_DATABASE_URL", "DATABASE_URL")) {
            boolean isLast = name.equals("DATABASE_URL");
            if (isLast && file.isPresent()) {
                return fromFile(file.get());
            }
            Optional<String> url = Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
            if (url.isPresent()) {
                return one("the variable " + name, Map.of("url", url.get()));
            }
        }
        throw new ConfigurationException(
                "nothing in " + named.orElse(folder) + " says where the database is: there is no"
                        + " ormconfig.json, .yml, .yaml or .xml, and none of the variables TYPEORM_CONNECTION, TYPEORM_URL,"
                        + " AUTH_DATABASE_URL and DATABASE_URL");
    }

    private OrmConfig one(String source, Map<String, Object> object) {
        return new OrmConfig(source, folder, Map.of(OrmConfig.DEFAULT, object));
    }

    /** Those of the file that is named, or those of the environment and of one file; TypeORM reads no second one. */
    private Map<String, String> variables() {
        if (named.isPresent()) {
            return DotEnv.read(named.get());
        }
        Map<String, String> all = new HashMap<>();
        List.of(NAME + ENV, "." + ENV).stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .ifPresent(found -> all.putAll(DotEnv.read(found)));
        all.putAll(environment);
        return all;
    }

    private OrmConfig fromFile(Path found) {
        String ending = ending(found);
        if (PROGRAMS.contains(ending)) {
            throw new ConfigurationException(
                    found + " is a program for Node.js, which cannot be run here: write what it"
                            + " exports into ormconfig.json beside it and load that file, or set AUTH_DATABASE_URL");
        }
        Format format = FORMATS.get(ending);
        if (format == null) {
            throw new ConfigurationException(found + " is none of .json, .yml, .yaml, .xml and .env");
        }
        Map<String, Map<String, Object>> connections = format.read(new Source(found));
        if (connections.isEmpty()) {
            throw new ConfigurationException(found + " has no connection");
        }
        return new OrmConfig(found.toString(), folder, connections);
    }

    private static boolean isVariables(Path file) {
        return ending(file).equals(ENV);
    }

    private static String ending(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
