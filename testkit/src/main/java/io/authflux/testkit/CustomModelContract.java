// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Schema;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Columns that an application adds to its users. The fixture's schema comes from {@link #withCustomUser}. */
public interface CustomModelContract extends ContractFixture {

    /**
     * Adds the columns that this contract is about.
     *
     * @param schema any schema
     * @return the same with {@code role} and {@code phone} on the users
     */
    static Schema withCustomUser(Schema schema) {
        return schema.with(USER, users -> users.with(Column.optional("role", "role", ColumnType.STRING))
                .with(Column.optional("phone", "phone", ColumnType.STRING)));
    }

    /** Added columns are written and read. */
    @Test
    default void attributesAreKept() {
        User user = member();

        assertThat(user.attributes()).isEqualTo(Map.of("role", "admin", "phone", "+44 20 7946 0000"));
        assertThat(backdoor().findOne(USER, Map.of("id", user.id())).orElseThrow())
                .containsEntry("role", "admin")
                .containsEntry("phone", "+44 20 7946 0000");
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(user);
        assertThat(Await.one(adapter().users().findByEmail(String.valueOf(user.email()))))
                .isEqualTo(user);
    }

    /** A look-up of a session brings them along. */
    @Test
    default void lookupBringsAttributes() {
        User user = member();
        var session = Given.in(this).session(user);

        assertThat(Await.one(adapter().sessions().findWithUser(session.sessionToken()))
                        .user())
                .isEqualTo(user);
    }

    /** An attribute that is not given has no entry. */
    @Test
    default void attributesMayBeMissing() {
        User user = Await.one(adapter()
                .users()
                .create(NewUser.builder().attribute("role", "guest").build()));

        assertThat(user.attributes()).isEqualTo(Map.of("role", "guest"));
        assertThat(Given.in(this).user().attributes()).isEmpty();
    }

    /** Attributes are changed and cleared like fields, and kept otherwise. */
    @Test
    default void attributesAreUpdated() {
        User user = member();

        User renamed = update(user, UserUpdate.builder().name("Grace"));
        User demoted = update(user, UserUpdate.builder().attribute("role", "guest"));
        User unlisted = update(user, UserUpdate.builder().attribute("phone", null));

        assertThat(renamed.attributes()).isEqualTo(user.attributes());
        assertThat(demoted.attributes()).isEqualTo(Map.of("role", "guest", "phone", "+44 20 7946 0000"));
        assertThat(unlisted.attributes()).isEqualTo(Map.of("role", "guest"));
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(unlisted);
    }

    /** A user is found by address among those that have an attribute, and not among others. */
    @Test
    default void attributesNarrowTheSearchForAnAddress() {
        User user = member();
        String email = String.valueOf(user.email());

        assertThat(Await.one(adapter().users().findByEmail(email, Map.of("role", "admin"))))
                .isEqualTo(user);
        assertThat(Await.maybe(adapter().users().findByEmail(email, Map.of("role", "admin", "phone", "none"))))
                .isEmpty();
        assertThat(Await.maybe(adapter().users().findByEmail(Given.email(), Map.of("role", "admin"))))
                .isEmpty();
        assertThat(Await.one(adapter().users().findByEmail(email, Map.of()))).isEqualTo(user);
    }

    /** An attribute of the wrong type is a mistake of the caller. */
    @Test
    default void attributeOfWrongTypeIsRefused() {
        NewUser wrong = NewUser.builder().attribute("role", 7).build();

        assertThatThrownBy(() -> adapter().users().create(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("role");
    }

    private User member() {
        return Await.one(adapter()
                .users()
                .create(NewUser.builder()
                        .email(Given.email())
                        .attribute("role", "admin")
                        .attribute("phone", "+44 20 7946 0000")
                        .build()));
    }

    private User update(User user, UserUpdate.Builder update) {
        return Await.one(adapter().users().update(user.id(), update.build()));
    }
}
