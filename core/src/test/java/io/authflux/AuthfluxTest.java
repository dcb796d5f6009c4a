// SPDX-License-Identifier: Apache-2.0
package io.authflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Schema;
import io.authflux.spi.AdapterProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The door finds the right adapter, or says what to add. */
final class AuthfluxTest {

    /** Opens nothing, and says so. */
    public static final class FakeProvider implements AdapterProvider {

        @Override
        public Set<String> types() {
            return Set.of("fake", "counterfeit");
        }

        @Override
        public Mono<AuthAdapter> connect(DatabaseConfig config, ConnectOptions options) {
            return Mono.error(new UnsupportedOperationException(
                    config.type() + " " + options.layouts(config).get(0).name()));
        }
    }

    @TempDir
    Path services;

    private <T> T withFakeProvider(Supplier<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            Path file = services.resolve("META-INF/services/" + AdapterProvider.class.getName());
            Files.createDirectories(file.getParent());
            Files.writeString(file, FakeProvider.class.getName());
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {services.toUri().toURL()}, before)) {
                thread.setContextClassLoader(loader);
                return call.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theProviderOfTheTypeIsAsked() {
        Mono<AuthAdapter> connecting = withFakeProvider(() -> Authflux.connect("fake://h/db"));
        StepVerifier.create(connecting).verifyErrorMessage("fake nextauth");
    }

    @Test
    void aMissingModuleIsAnsweredWithItsCoordinates() {
        assertThatThrownBy(() -> Authflux.connect("postgresql://h/db"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "nothing on the class path opens \"postgres\": add the dependency io.authflux:authflux-r2dbc");
    }

    /** Who writes one of TypeORM's types is told why nothing opens it, and what to do. */
    @ParameterizedTest
    @CsvSource({
        "spanner://h/db, Dialects.ansi",
        "sap://h/db, no R2DBC driver",
        "aurora-data-api://h/db, aurora-mysql",
        "aurora-data-api-pg://h/db, aurora-postgres"
    })
    void whatNothingOpensIsExplained(String url, String advice) {
        assertThatThrownBy(() -> Authflux.connect(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(" is not opened: ")
                .hasMessageContaining(advice);
    }

    @Test
    void anUnknownTypeIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Authflux.connect("informix://h/db"))
                .hasMessage("nothing on the class path opens \"informix\": known types are none");
        assertThatThrownBy(() -> withFakeProvider(() ->
                        Authflux.connect(DatabaseConfig.builder("informix").build())))
                .hasMessage("nothing on the class path opens \"informix\": known types are counterfeit, fake");
    }

    @Test
    void aWrongUrlFailsAtOnceWithoutThePassword() {
        assertThatThrownBy(() -> Authflux.connect("postgres://u:s3cr3t@h:x/db"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aNullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> Authflux.connect((String) null))
                .withMessage("url");
        assertThatNullPointerException()
                .isThrownBy(() -> Authflux.connect("h2:mem:x", null))
                .withMessage("options");
    }

    @Test
    void optionsAreChangedOneByOne() {
        Clock clock = Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC);
        Schema camel = Schema.nextAuth().named(NamingStrategy.CAMEL);
        assertThat(ConnectOptions.defaults().withSchema(camel).withClock(clock))
                .isEqualTo(new ConnectOptions(Layout.of(camel), clock));
        assertThat(ConnectOptions.defaults().layouts(DatabaseConfig.parse("h2:mem:x")))
                .containsExactly(Layouts.nextAuth());
    }
}
