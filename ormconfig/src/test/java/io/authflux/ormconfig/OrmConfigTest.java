// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a configuration is looked for, and what it says; a secret in it is in no message. */
final class OrmConfigTest {

    private static final String SECRET = "s3cret-s3cret";
    private static final String URL = "postgres://u:p@h/db";
    private static final String JSON = """
            {"type": "postgres", "host": "h", "username": "u", "password": "p", "database": "db"}
            """;

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private DatabaseConfig load(String... environment) {
        return OrmConfig.load(folder, variables(environment)).connection();
    }

    private static Map<String, String> variables(String... pairs) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return variables;
    }

    private static DatabaseConfig url(String url) {
        return DatabaseConfig.parse(url);
    }

    @Test
    void oneConnectionInEachFormatMeansTheSame() throws IOException {
        write("ormconfig.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <connections>
                  <connection type="postgres" name="default">
                    <!-- the usual -->
                    <host>h</host><port>5432</port> <username>u</username>
                    <password><![CDATA[p]]></password><database>db</database>
                    <synchronize>true</synchronize>
                    <extra><max>5</max></extra>
                    <entities><entity>a</entity><entity>b</entity></entities>
                    <logging>query</logging><logging>error</logging>
                  </connection>
                </connections>
                """);
        DatabaseConfig expected = url(URL + "?synchronize=true&poolSize=5&logging=true");
        assertThat(load()).isEqualTo(expected);
        write("ormconfig.yaml", """
                default:
                  type: postgres
                  host: h
                  port: 5432
                  username: u
                  password: p
                  database: db
                  synchronize: true
                  extra: {max: 5}
                  entities: [src/**/*.ts]
                  logging: [query, error]
                """);
        assertThat(load()).isEqualTo(expected);
        write("ormconfig.yml", "default: {url: 'postgres://u:p@h/db?synchronize=true&poolSize=5&logging=true'}");
        assertThat(load()).isEqualTo(expected);
        write("ormconfig.json", """
                {
                \t"type": "postgres", "host": "h", "port": 5432, "username": "u", "password": "p", "database": "db",
                \t"synchronize": true, "extra": {"max": 5}, "logging": ["query"], "schema": null, "entities": ["*.ts"]
                }
                """);
        assertThat(load()).isEqualTo(expected);
    }

    @Test
    void theFirstSourceOfTypeOrmsOrderWinsAndNothingIsMerged() throws IOException {
        assertThat(load("DATABASE_URL", "mysql://e/database")).isEqualTo(url("mysql://e/database"));
        write(".env", "DATABASE_URL=mysql://file/database");
        assertThat(load()).isEqualTo(url("mysql://file/database"));
        assertThat(load("DATABASE_URL", "mysql://e/database")).isEqualTo(url("mysql://e/database"));
        write(
                "ormconfig.xml",
                "<connections><connection type='h2'><database>mem:xml</database></connection></connections>");
        assertThat(load("DATABASE_URL", "mysql://e/database")).isEqualTo(url("h2:mem:xml"));
        write("ormconfig.yaml", "default: {type: h2, database: 'mem:yaml'}");
        assertThat(load()).isEqualTo(url("h2:mem:yaml"));
        write("ormconfig.yml", "default: {type: h2, database: 'mem:yml'}");
        assertThat(load()).isEqualTo(url("h2:mem:yml"));
        write("ormconfig.json", JSON);
        assertThat(load()).isEqualTo(url(URL));
        assertThat(load("AUTH_DATABASE_URL", "mysql://e/auth")).isEqualTo(url("mysql://e/auth"));
        write(".env", "AUTH_DATABASE_URL=mysql://file/auth\nTYPEORM_HOST=alone");
        assertThat(load()).isEqualTo(url("mysql://file/auth"));
        write(".env", "TYPEORM_CONNECTION=mysql\nTYPEORM_HOST=file\nTYPEORM_DATABASE=db");
        assertThat(load()).isEqualTo(url("mysql://file/db"));
        assertThat(load("TYPEORM_HOST", "e", "AUTH_DATABASE_URL", "mysql://e/auth"))
                .isEqualTo(url("mysql://e/db"));
        write("ormconfig.env", "TYPEORM_URL=mysql://ormconfig/db");
        assertThat(load()).isEqualTo(url("mysql://ormconfig/db"));
        assertThat(load("TYPEORM_CONNECTION", "", "TYPEORM_URL", " ", "AUTH_DATABASE_URL", "mysql://e/auth"))
                .as("a blank variable is none, wherever it comes from")
                .isEqualTo(url("mysql://e/auth"));
    }

    @Test
    void aFileCanBeNamedItself() throws IOException {
        write("ormconfig.json", JSON);
        write("other.yml", "default: {type: h2, database: 'mem:other'}");
        write("staging.env", "TYPEORM_URL=mysql://staging/db");
        assertThat(OrmConfig.load(folder.resolve("other.yml"), Map.of()).connection())
                .isEqualTo(url("h2:mem:other"));
        assertThat(OrmConfig.load(folder.resolve("staging.env"), Map.of()).connection())
                .isEqualTo(url("mysql://staging/db"));
    }

    @Test
    void aFileThatIsNamedItselfIsReadAlone() throws IOException {
        write("ormconfig.json", JSON);
        write("staging.env", "TYPEORM_CONNECTION=mysql\nTYPEORM_HOST=staging");
        write("next.env", "DATABASE_URL=mysql://next/db");
        Map<String, String> environment = variables(
                "TYPEORM_URL", "mysql://e/db", "TYPEORM_PASSWORD", "e", "AUTH_DATABASE_URL", "mysql://e/auth");
        assertThat(OrmConfig.load(folder.resolve("ormconfig.json"), environment).connection())
                .isEqualTo(url(URL));
        assertThat(OrmConfig.load(folder.resolve("staging.env"), environment).connection())
                .isEqualTo(url("mysql://staging"));
        assertThat(OrmConfig.load(folder.resolve("next.env"), environment).connection())
                .isEqualTo(url("mysql://next/db"));
        write("empty.env", "PORT=80");
        assertThatThrownBy(() -> OrmConfig.load(folder.resolve("empty.env"), environment))
                .hasMessageContaining("empty.env says where the database is");
    }

    @Test
    void variablesThatSayNothingAboutADatabaseHideNoFile() throws IOException {
        write("ormconfig.env", "TYPEORM_HOST=alone\nPORT=80");
        write("ormconfig.json", JSON);
        assertThat(load()).isEqualTo(url(URL));
        assertThat(load("DATABASE_URL", "mysql://e/database")).isEqualTo(url(URL));
        write("ormconfig.env", "TYPEORM_URL=mysql://ormconfig/db");
        assertThat(load()).isEqualTo(url("mysql://ormconfig/db"));
    }

    @Test
    void connectionsHaveNames() throws IOException {
        write("ormconfig.json", """
                [{"name": "auth", "type": "h2", "database": "mem:a"},
                 {"name": "shop", "type": "oracle", "nonsense": 1},
                 {"type": "h2", "database": "mem:d"}]
                """);
        OrmConfig config = OrmConfig.load(folder, Map.of());
        assertThat(config.names()).containsExactly("auth", "shop", "default");
        assertThat(config.connection("auth")).isEqualTo(url("h2:mem:a"));
        assertThat(config.connection()).isEqualTo(url("h2:mem:d"));
        assertThatThrownBy(() -> config.connection("shop"))
                .as("what is wrong with a connection is said to whom it concerns")
                .hasMessageContaining("ormconfig.json, connection shop: there is no option nonsense");
        assertThatThrownBy(() -> config.connection("shopp")).hasMessageContaining("it has auth, default, shop");
        assertThat(config.toString()).contains("ormconfig.json: auth, shop, default");
    }

    @Test
    void withoutADefaultTheOnlyOneIsIt() throws IOException {
        write("ormconfig.yml", "nextauth: {type: h2, database: 'mem:n'}");
        assertThat(load()).isEqualTo(url("h2:mem:n"));
        write("ormconfig.yml", "a: {type: h2, database: 'mem:a'}\nb: {type: h2, database: 'mem:b'}");
        assertThatThrownBy(this::load).hasMessageContaining("has no connection default; it has a, b");
    }

    @Test
    void yamlIsThatOfNode() throws IOException {
        write("ormconfig.yml", """
                base: &base
                  type: postgres
                  host: h
                  username: u
                  ssl: &ssl {rejectUnauthorized: false}
                default:
                  <<: *base
                  password: no
                  database: db
                other:
                  <<: [{host: x}, *base]
                  ssl: {<<: *ssl, cert: c}
                """);
        assertThat(load()).isEqualTo(url("postgres://u:no@h/db?sslMode=require"));
        assertThat(OrmConfig.load(folder, Map.of()).connection("other"))
                .isEqualTo(url("postgres://u@x?sslMode=require&sslCert=" + folder.resolve("c")));
    }

    @Test
    void aRelativeSqliteFileIsInTheFolder() throws IOException {
        write("ormconfig.json", "{\"type\": \"better-sqlite3\", \"database\": \"./data/app.db\"}");
        assertThat(load().database()).isEqualTo(folder.resolve("data/app.db").toString());
        write("ormconfig.json", "{\"type\": \"sqlite\", \"database\": \"/v/app.db\"}");
        assertThat(load().database()).isEqualTo("/v/app.db");
        write("ormconfig.json", "{\"type\": \"sqlite\", \"database\": \":memory:\"}");
        assertThat(load().database()).isEqualTo(":memory:");
        write("ormconfig.json", "{\"type\": \"sqlite\", \"database\": \"C:/app.db\"}");
        assertThat(load().database()).isEqualTo("C:/app.db");
    }

    @Test
    void relativeCertificatesAreInTheFolder() throws IOException {
        write("ormconfig.json", """
                {"type": "mysql", "host": "h", "serverPublicKey": "rsa.pem",
                 "ssl": {"ca": "./certs/ca.pem", "cert": "certs/client.pem", "key": "../client.key"}}
                """);
        DatabaseConfig config = load();
        assertThat(config.get(Options.SSL_CA))
                .isEqualTo(folder.resolve("certs/ca.pem").toString());
        assertThat(config.get(Options.SSL_CERT))
                .isEqualTo(folder.resolve("certs/client.pem").toString());
        assertThat(config.get(Options.SSL_KEY).value())
                .isEqualTo(folder.resolveSibling("client.key").toString());
        assertThat(config.get(Options.SERVER_PUBLIC_KEY))
                .isEqualTo(folder.resolve("rsa.pem").toString());
        write("ormconfig.json", """
                {"type": "postgres", "host": "h", "ssl": {"ca": "/etc/ca.pem", "cert": "-----BEGIN CERTIFICATE-----"}}
                """);
        assertThat(load().get(Options.SSL_CA)).isEqualTo("/etc/ca.pem");
        assertThat(load().get(Options.SSL_CERT)).isEqualTo("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void everyVariableOfTypeOrmIsRead() {
        assertThat(load(
                        "TYPEORM_CONNECTION", "postgres",
                        "TYPEORM_HOST", "h",
                        "TYPEORM_PORT", "5433",
                        "TYPEORM_USERNAME", "u",
                        "TYPEORM_PASSWORD", "p",
                        "TYPEORM_DATABASE", "db",
                        "TYPEORM_SCHEMA", "auth",
                        "TYPEORM_DRIVER_EXTRA", "{\"max\": 5}",
                        "TYPEORM_SYNCHRONIZE", "TRUE",
                        "TYPEORM_LOGGING", "query, error",
                        "TYPEORM_ENTITY_PREFIX", "n_",
                        "TYPEORM_MAX_QUERY_EXECUTION_TIME", "250",
                        "TYPEORM_ENTITIES", "src/*.ts",
                        "TYPEORM_MIGRATIONS_DIR", "src",
                        "TYPEORM_UUID_EXTENSION", "pgcrypto",
                        "TYPEORM_USER", "typo",
                        "PATH", "/bin"))
                .isEqualTo(url("postgres://u:p@h:5433/db?schema=auth&poolSize=5&synchronize=true&logging=true"
                        + "&entityPrefix=n_&slowQueryThreshold=250"));
        assertThat(load("TYPEORM_URL", URL, "TYPEORM_HOST", "other", "TYPEORM_LOGGING", "all"))
                .as("the URL wins")
                .isEqualTo(url(URL + "?logging=true"));
        assertThatThrownBy(() -> load("TYPEORM_URL", URL, "TYPEORM_DROP_SCHEMA", "true"))
                .hasMessageContaining("iKnowThisDropsData=true");
        assertThatThrownBy(() -> load("TYPEORM_URL", URL, "TYPEORM_DRIVER_EXTRA", SECRET))
                .hasMessage("the variable TYPEORM_DRIVER_EXTRA is no JSON: look at line 1, column 1")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"js", "mjs", "cjs", "ts", "mts", "cts"})
    void aProgramIsRefusedWithWhatToDo(String ending) throws IOException {
        write("ormconfig." + ending, "module.exports = {}");
        write("ormconfig.json", JSON);
        assertThatThrownBy(this::load)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ormconfig." + ending + " is a program for Node.js")
                .hasMessageContaining("into ormconfig.json");
        assertThat(load("AUTH_DATABASE_URL", URL)).isEqualTo(url(URL));
        assertThat(OrmConfig.load(folder.resolve("ormconfig.json"), Map.of()).connection())
                .isEqualTo(url(URL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json | {\"password\": \"s3cret-s3cret\", oops} | is no JSON: look at line 1, column",
                "json | {\"password\": s3cret-s3cret} | is no JSON: look at line 1, column",
                "json | {\"password\": \"s3cret-s3cret | is no JSON: look at line 1",
                "json | {\"password\": \"s3cret-s3cret\\q\"} | is no JSON: look at line 1",
                "json | {\"type\": \"h2\"} s3cret-s3cret | is no JSON: look at line 1, column",
                "json | {\"type\": \"h2\"} {\"s3cret-s3cret\": 1} | is no JSON: look at line 1, column 16",
                "json | {\"s3cret-s3cret\": 1, \"s3cret-s3cret\": 2} | is no JSON: look at line 1",
                "json | // s3cret-s3cret | is no JSON: look at line 1",
                "json | \"s3cret-s3cret\" | must have an object with options for each connection",
                "json | [\"s3cret-s3cret\"] | must have an object with options for each connection",
                "json | [{}, {}] | has two connections named default",
                "json | [] | has no connection",
                "json | null | has no connection",
                "yml | password: 's3cret-s3cret | is no YAML: look at line 1, column",
                "yml | password: @s3cret-s3cret | is no YAML: look at line 1, column",
                "yml | {s3cret-s3cret: 1, s3cret-s3cret: 2} | is no YAML: look at line 1",
                "yml | default: !!java.net.URL [s3cret-s3cret] | is no YAML",
                "yml | default: *s3cret-s3cret | is no YAML: look at line 1",
                "yml | s3cret-s3cret | under the name of each connection",
                "yml | password: s3cret-s3cret | under the name of each connection",
                "yml | a: &a {b: *a, c: s3cret-s3cret} | deeper than a configuration can be",
                "yml | # empty | has no connection",
                "xml | <connections><connection password='s3cret-s3cret' | is no XML without a document type: look",
                "xml | <connections>s3cret-s3cret</x> | is no XML without a document type: look at line 1",
                "xml | s3cret-s3cret | is no XML",
                "xml | <connections><s3cret-s3cret/></connections> | must have elements <connection>",
                "xml | <connections><connection/><connection/></connections> | has two connections named default",
                "xml | <connections/> | has no connection",
                "env | TYPEORM_URL=postgres://u:s3cret-s3cret#x@h/db | sets TYPEORM_URL in a way that is not clear: a #",
                "env | TYPEORM_PASSWORD=\"s3cret-s3cret | sets TYPEORM_PASSWORD in a way that is not clear",
                "env | DATABASE_URL='a' s3cret-s3cret | sets DATABASE_URL in a way that is not clear",
                "env | AUTH_DATABASE_URL=${s3cret-s3cret} | are not expanded"
            })
    void noMessageRepeatsWhatAFileHolds(String ending, String text, String message) throws IOException {
        write("ormconfig." + ending, text);
        assertThatThrownBy(this::load)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ormconfig." + ending)
                .hasMessageContaining(message)
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"type": "postgres", "password": "s3cret-s3cret", "sinchronize": true}""", """
                {"type": "postgres", "password": "s3cret-s3cret", "port": "s3cret-s3cret"}""", """
                {"url": "postgres:s3cret-s3cret"}"""})
    void noMessageAboutAConnectionRepeatsAValue(String json) throws IOException {
        write("ormconfig.json", json);
        assertThatThrownBy(this::load)
                .hasMessageContaining("connection default: ")
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
        assertThat(OrmConfig.load(folder, Map.of()).toString()).doesNotContain(SECRET);
    }

    /** What a document type could do: read a file of this machine, ask another one, and fill the memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE c [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><connections><connection><host>&x;</host>"
                        + "</connection></connections>",
                "<!DOCTYPE c SYSTEM 'http://localhost:1/x.dtd'><connections/>",
                "<!DOCTYPE c [<!ENTITY % p SYSTEM 'http://localhost:1/x'>%p;]><connections/>",
                "<!DOCTYPE c [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                        + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><connections><connection><host>&c;</host>"
                        + "</connection></connections>"
            })
    void xmlHasNoDocumentType(String xml) throws IOException {
        write("ormconfig.xml", xml);
        assertThatThrownBy(this::load)
                .hasMessageContaining("is no XML without a document type: look at line 1")
                .hasNoCause();
    }

    @Test
    void xmlIncludesNothing() throws IOException {
        write("ormconfig.xml", """
                <connections xmlns:xi="http://www.w3.org/2001/XInclude"><connection type="h2">
                <database>mem:x</database><xi:include href="file:///etc/passwd" parse="text"/>
                </connection></connections>
                """);
        assertThatThrownBy(this::load).hasMessageContaining("there is no option xi:include");
    }

    @Test
    void yamlDoesNotGrow() throws IOException {
        StringBuilder text = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int i = 1; i < 12; i++) {
            text.append("a%d: &a%d {p: *a%d, q: *a%d, r: *a%d}\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        write("ormconfig.yml", text.toString());
        assertThatThrownBy(this::load).hasMessageContaining("is no YAML").hasNoCause();
    }

    @Test
    void whereNothingSaysWhereTheDatabaseIsThatIsSaid() throws IOException {
        assertThatThrownBy(this::load)
                .hasMessageContaining("says where the database is")
                .hasMessageContaining("AUTH_DATABASE_URL");
        assertThatThrownBy(() -> OrmConfig.load(folder.resolve("nowhere"), Map.of()))
                .hasMessageContaining("there is no file and no folder");
        write("ormconfig.toml", "");
        assertThatThrownBy(() -> OrmConfig.load(folder.resolve("ormconfig.toml"), Map.of()))
                .hasMessageContaining("is none of .json");
        write("ormconfig.json", " ".repeat(1 << 21));
        assertThatThrownBy(this::load).hasMessageContaining("is longer than a configuration can be");
        Files.write(folder.resolve("ormconfig.json"), "{\"x\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::load).hasMessageContaining("is not written in UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoContent() throws IOException {
        write("ormconfig.json", "\uFEFF" + JSON);
        assertThat(load()).isEqualTo(url(URL));
    }

    @Test
    void theEnvironmentOfTheProcessIsTheDefault() throws IOException {
        write("ormconfig.json", JSON);
        assertThat(OrmConfig.load(folder).names()).containsExactly("default");
    }
}
