// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications have the drivers that they need, and no others. */
class MissingDriversTest {

    /** This JVM's class path, without what matches. */
    private static URL[] without(String missing) {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(" + missing + ").*"))
                .map(MissingDriversTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static String opened(String missing, String url) throws IOException, ReflectiveOperationException {
        try (URLClassLoader loader = new URLClassLoader(without(missing), ClassLoader.getPlatformClassLoader())) {
            UnaryOperator<String> probe = (UnaryOperator<String>) loader.loadClass(DriverProbe.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return probe.apply(url);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nothing,mysql://db/app,MySQL",
        "nothing,mariadb://db/app,MariaDB",
        "r2dbc-mariadb,mariadb://db/app,MySQL",
        "r2dbc-mysql,mysql://db/app,MariaDB",
        "r2dbc-mysql,aurora-mysql://db/app,MariaDB"
    })
    void theOtherDriverTakesOver(String missing, String url, String driver)
            throws IOException, ReflectiveOperationException {
        assertThat(opened(missing, url)).isEqualTo(driver);
    }

    /** Whatever else the URL asks for, and though nothing of what the drivers need is there. */
    @ParameterizedTest
    @CsvSource({
        "r2dbc-mariadb,mysql://db/app?driver=mariadb,org.mariadb:r2dbc-mariadb",
        "r2dbc-mysql,mariadb://db/app?driver=mysql,io.asyncer:r2dbc-mysql",
        "r2dbc-mysql|r2dbc-mariadb,mysql://db1;db2/app,io.asyncer:r2dbc-mysql",
        "r2dbc-mysql|r2dbc-mariadb|netty,mysql://db/app?sslMode=verify-full,io.asyncer:r2dbc-mysql",
        "r2dbc-mysql|r2dbc-mariadb|netty,mariadb://db/app?sslMode=require,org.mariadb:r2dbc-mariadb",
        "r2dbc-postgresql|netty,postgres://db/app?sslMode=verify-ca,org.postgresql:r2dbc-postgresql",
        "r2dbc-mssql|netty,mssql://sa:p@db/app?sslMode=verify-full,io.r2dbc:r2dbc-mssql",
        "oracle-r2dbc|ojdbc,oracle://ann:p@db/app,com.oracle.database.r2dbc:oracle-r2dbc",
        "r2dbc-sqlite,sqlite::memory:,io.authflux:r2dbc-sqlite",
        "r2dbc-h2,h2:mem:app,io.r2dbc:r2dbc-h2"
    })
    void whatIsMissingIsNamed(String missing, String url, String coordinates)
            throws IOException, ReflectiveOperationException {
        assertThat(opened(missing, url.replace(';', ',')))
                .contains("is missing")
                .contains("add the dependency " + coordinates);
    }
}
