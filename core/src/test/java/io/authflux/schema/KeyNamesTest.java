// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyNamesTest {

    @Test
    void theNamesOnMongoDbAreDerivedFromItsFields() {
        assertThat(KeyNames.TYPEORM.unique("accounts", List.of("compoundId")))
                .isEqualTo("UQ_2e2fe9a03f5f74035bd4b08e735");
        assertThat(KeyNames.TYPEORM.unique("sessions", List.of("sessionToken")))
                .isEqualTo("UQ_8b5e2ec52e335c0fe16d7ec3584");
        assertThat(KeyNames.TYPEORM.unique("sessions", List.of("accessToken")))
                .isEqualTo("UQ_c6d6176d411b0b3c854df5d4d0e");
        assertThat(KeyNames.TYPEORM.unique("verificationRequests", List.of("token")))
                .isEqualTo("UQ_4283e0003ada39ad908fd889fcf");
    }

    @Test
    void theOrderOfTheColumnsDoesNotMatter() {
        assertThat(KeyNames.TYPEORM.foreignKey("t", List.of("b", "a")))
                .isEqualTo(KeyNames.TYPEORM.foreignKey("t", List.of("a", "b")))
                .matches("FK_[0-9a-f]{27}");
    }

    /** As its schema generator names them; see interop. */
    @Test
    void theNamesOfMikroOrmAreWords() {
        List<String> columns = List.of("provider", "provider_account_id");

        assertThat(KeyNames.MIKRO_ORM.unique("account", columns))
                .isEqualTo("account_provider_provider_account_id_unique")
                .isEqualTo(KeyNames.MIKRO_ORM.uniqueIndex("account", columns));
        assertThat(KeyNames.MIKRO_ORM.index("account", List.of("user_id"))).isEqualTo("account_user_id_index");
        assertThat(KeyNames.MIKRO_ORM.foreignKey("account", List.of("user_id"))).isEqualTo("account_user_id_foreign");
        assertThat(KeyNames.MIKRO_ORM.primaryKey("account", List.of("id"))).isEqualTo("account_pkey");
    }
}
