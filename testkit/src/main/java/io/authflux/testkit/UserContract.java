// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.authflux.error.UniqueViolationException;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Users: created, found, updated. */
public interface UserContract extends ContractFixture {

    /** Every field is stored, and the row holds what was emitted. */
    @Test
    default void createdUserHasEveryField() {
        Instant verified =
                Given.in(this).kept(USER, "emailVerified", Given.in(this).now());
        String email = Given.email();
        NewUser input = NewUser.builder()
                .name("Ada Lovelace")
                .email(email)
                .emailVerified(verified)
                .image("https://example.org/ada.png")
                .build();

        User user = Await.one(adapter().users().create(input));

        assertThat(user)
                .isEqualTo(
                        new User(user.id(), "Ada Lovelace", email, verified, "https://example.org/ada.png", Map.of()));
        assertThat(user.id()).isNotBlank();
        assertThat(backdoor().findOne(USER, Map.of("id", user.id())).orElseThrow())
                .containsEntry("id", user.id())
                .containsEntry("name", "Ada Lovelace")
                .containsEntry("email", email)
                .containsEntry("emailVerified", verified)
                .containsEntry("image", "https://example.org/ada.png");
    }

    /** A user may have nothing but an id, and two of them do not collide on the address that neither has. */
    @Test
    default void usersMayHaveNothing() {
        boolean anonymous = Given.in(this).isOptional(USER, "email");
        NewUser nobody = NewUser.of(null, anonymous ? null : Given.email());
        NewUser nobodyElse = NewUser.of(null, anonymous ? null : Given.email());

        User first = Await.one(adapter().users().create(nobody));
        User second = Await.one(adapter().users().create(nobodyElse));

        String name = Given.in(this).isOptional(USER, "name") ? null : "";
        assertThat(first).isEqualTo(new User(first.id(), name, nobody.email(), null, null, Map.of()));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(backdoor().findOne(USER, Map.of("id", first.id())).orElseThrow())
                .doesNotContainKeys("emailVerified", "image");
        if (!anonymous) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> adapter().users().create(NewUser.of("Nobody", null)))
                    .withMessage("email must have a value");
        }
    }

    /** Users are found by id, by address and by account, and always the same. */
    @Test
    default void userIsFound() {
        User user = Given.in(this).user();
        var account = Given.in(this).account(user);
        Given.in(this).user();

        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(user);
        assertThat(Await.one(adapter().users().findByEmail(String.valueOf(user.email()))))
                .isEqualTo(user);
        assertThat(Await.one(adapter().users().findByAccount(account.provider(), account.providerAccountId())))
                .isEqualTo(user);
    }

    /** A row that NextAuth wrote is found. */
    @Test
    default void userOfNextAuthIsFound() {
        String email = Given.email();
        Rows.in(this).write(USER, Map.of("name", "Grace", "email", email, "image", "g.png"));

        User user = Await.one(adapter().users().findByEmail(email));

        assertThat(user).isEqualTo(new User(user.id(), "Grace", email, null, "g.png", Map.of()));
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(user);
    }

    /** An id in other letters is nobody's, and takes nothing from the one who is asked for beside it. */
    @Test
    default void anIdIsWrittenInOneWay() {
        User user = Given.in(this).user();
        String capitals = user.id().toUpperCase(Locale.ROOT);
        List<String> ids = IntStream.range(0, 100)
                .mapToObj(i -> i % 2 == 0 ? user.id() : capitals)
                .toList();

        List<String> found = Await.one(Flux.fromIterable(ids)
                .flatMap(id -> adapter().users().findById(id).map(User::id).defaultIfEmpty("nobody"), ids.size())
                .collectList());

        assertThat(found).hasSize(ids.size());
        assertThat(found).filteredOn(user.id()::equals).hasSize(capitals.equals(user.id()) ? 100 : 50);
        assertThat(Await.maybe(adapter().users().findById(capitals)).isPresent())
                .isEqualTo(capitals.equals(user.id()));
    }

    /** What is unknown is absent, a random UUID asked of a numbered table included. */
    @Test
    default void unknownUserIsAbsent() {
        Given.in(this).account(Given.in(this).user());

        assertThat(Await.maybe(adapter().users().findById(unknownUserId()))).isEmpty();
        assertThat(Await.maybe(adapter().users().findById(UUID.randomUUID().toString())))
                .isEmpty();
        assertThat(Await.maybe(adapter().users().findById(impossibleUserId().orElse("?"))))
                .isEmpty();
        assertThat(Await.maybe(adapter().users().findByEmail(Given.email()))).isEmpty();
        assertThat(Await.maybe(adapter().users().findByAccount("github", Given.unique("nobody"))))
                .isEmpty();
    }

    /** An account is found by both halves of its key only. */
    @Test
    default void halfAnAccountFindsNoUser() {
        var account = Given.in(this).account(Given.in(this).user());

        assertThat(Await.maybe(adapter().users().findByAccount("gitlab", account.providerAccountId())))
                .isEmpty();
        assertThat(Await.maybe(adapter().users().findByAccount(account.provider(), Given.unique("gh"))))
                .isEmpty();
        assertThat(Await.maybe(adapter().users().findByAccount(account.providerAccountId(), account.provider())))
                .isEmpty();
    }

    /** An address belongs to one user. */
    @Test
    default void takenAddressIsRefused() {
        User user = Given.in(this).user();

        Throwable failure = Await.failure(adapter().users().create(NewUser.of("Eve", user.email())));

        assertThat(failure).isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                .isEqualTo("email"));
        assertThat(backdoor().find(USER, Map.of("email", String.valueOf(user.email()))))
                .hasSize(1);
    }

    /** A partial update keeps what it does not name, and emits the merged user. */
    @Test
    default void updateKeepsTheRest() {
        User user = Given.in(this).user();
        UserUpdate update = UserUpdate.builder().name("Countess").build();

        User updated = Await.one(adapter().users().update(user.id(), update));

        assertThat(updated).isEqualTo(new User(user.id(), "Countess", user.email(), null, null, Map.of()));
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(updated);
    }

    /** A null in an update clears the field; an empty text is a value. */
    @Test
    default void nullClearsAndEmptyTextDoesNot() {
        User user = Await.one(adapter()
                .users()
                .create(NewUser.builder()
                        .name("Ada")
                        .email(Given.email())
                        .image("a.png")
                        .build()));
        UserUpdate update = UserUpdate.builder().name("").image(null).build();

        User updated = Await.one(adapter().users().update(user.id(), update));

        assertThat(updated).isEqualTo(new User(user.id(), "", user.email(), null, null, Map.of()));
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(updated);
    }

    /** An update touches one row only, and its {@code updatedAt}, where the layout has one. */
    @Test
    default void updateMarksItsRow() {
        User user = Given.in(this).user();
        User other = Given.in(this).user();
        Map<String, Object> before = row(user);
        Map<String, Object> otherBefore = row(other);
        clock().advance(Duration.ofSeconds(5));
        Instant now = Given.in(this).now();

        Await.one(adapter()
                .users()
                .update(user.id(), UserUpdate.builder().name("B").build()));

        assertThat(row(other)).isEqualTo(otherBefore);
        if (before.containsKey("updatedAt")) {
            assertThat(row(user)).containsEntry("updatedAt", now).containsEntry("createdAt", before.get("createdAt"));
        }
    }

    private Map<String, Object> row(User user) {
        return backdoor().findOne(USER, Map.of("id", user.id())).orElseThrow();
    }

    /** An update of nothing is a look-up, and an update of nobody is empty. */
    @Test
    default void updateOfNothingOrNobody() {
        User user = Given.in(this).user();
        UserUpdate rename = UserUpdate.builder().name("B").build();

        assertThat(Await.one(
                        adapter().users().update(user.id(), UserUpdate.builder().build())))
                .isEqualTo(user);
        assertThat(Await.maybe(adapter().users().update(unknownUserId(), rename)))
                .isEmpty();
        assertThat(Await.maybe(adapter()
                        .users()
                        .update(unknownUserId(), UserUpdate.builder().build())))
                .isEmpty();
        assertThat(Await.maybe(adapter().users().update(impossibleUserId().orElse("?"), rename)))
                .isEmpty();
    }

    /** An update cannot take another user's address, but may repeat one's own. */
    @Test
    default void updateToTakenAddressIsRefused() {
        User ada = Given.in(this).user();
        User eve = Given.in(this).user();

        Throwable failure = Await.failure(adapter()
                .users()
                .update(eve.id(), UserUpdate.builder().email(ada.email()).build()));

        assertThat(failure).isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                .isEqualTo("email"));
        assertThat(Await.one(adapter().users().findById(eve.id()))).isEqualTo(eve);
        assertThat(Await.one(adapter()
                        .users()
                        .update(
                                ada.id(),
                                UserUpdate.builder().email(ada.email()).build())))
                .isEqualTo(ada);
    }
}
