// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.ReferenceViolationException;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.Account;
import io.authflux.model.User;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Entity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Accounts at identity providers: linked, found, unlinked. */
public interface AccountContract extends ContractFixture {

    /** Every field that the layout has is stored; the others come back null, as in NextAuth. */
    @Test
    default void linkedAccountHasEveryField() {
        User user = Given.in(this).user();
        Instant expiresAt = Given.in(this).now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        Account input = Given.newAccount(user)
                .refreshToken("refresh")
                .accessToken("access")
                .expiresAt(expiresAt)
                .tokenType("bearer")
                .scope("read:user user:email")
                .idToken("header.payload.signature")
                .sessionState("state")
                .build();

        Account account = Await.one(adapter().accounts().link(input));

        assertThat(account).isEqualTo(asKept(input));
        Map<String, Object> row = row(account);
        assertThat(row)
                .containsEntry("userId", user.id())
                .containsEntry("provider", "github")
                .containsEntry("providerAccountId", input.providerAccountId());
        assertThat(row.get("type")).isEqualTo(kept("type", "oauth"));
        assertThat(row.get("refreshToken")).isEqualTo(account.refreshToken());
        assertThat(row.get("accessToken")).isEqualTo(account.accessToken());
        assertThat(row.get("expiresAt")).isEqualTo(account.expiresAt());
        assertThat(row.get("idToken")).isEqualTo(account.idToken());
        assertThat(Await.one(find(account))).isEqualTo(account);
    }

    /** An account without tokens has none. */
    @Test
    default void accountMayHaveNoTokens() {
        User user = Given.in(this).user();
        Account input = Given.newAccount(user).build();

        assertThat(Await.one(adapter().accounts().link(input))).isEqualTo(input);
        assertThat(Await.one(find(input))).isEqualTo(input);
        assertThat(row(input)).doesNotContainKeys("refreshToken", "accessToken", "expiresAt", "idToken");
    }

    /** {@code compound_id} is what NextAuth v3 would have written, where the layout has it. */
    @Test
    default void compoundIdIsNextAuths() {
        User user = Given.in(this).user();
        String id = "58106-" + Given.unique("x");
        Await.done(adapter()
                .accounts()
                .link(Account.builder(user.id(), "oauth", "github", id).build()));

        Object compoundId = backdoor()
                .findOne(ACCOUNT, Map.of("providerAccountId", id))
                .orElseThrow()
                .get("compoundId");

        assertThat(compoundId)
                .isEqualTo(
                        schema().entity(ACCOUNT).find("compoundId").isPresent()
                                ? Digests.sha256Hex("github:" + id)
                                : null);
    }

    /** An account that NextAuth linked is found, and its key is taken. */
    @Test
    default void accountOfNextAuthIsFound() {
        User user = Given.in(this).user();
        Account account = Given.newAccount(user).accessToken("at").build();
        Rows.in(this)
                .write(
                        ACCOUNT,
                        Map.of(
                                "userId", user.id(),
                                "type", account.type(),
                                "provider", account.provider(),
                                "providerAccountId", account.providerAccountId(),
                                "accessToken", "at"));

        assertThat(Await.one(find(account))).isEqualTo(account);
        assertThat(Await.one(adapter().users().findByAccount(account.provider(), account.providerAccountId())))
                .isEqualTo(user);
        assertTaken(account);
    }

    /** An account belongs to one user, who has it once. */
    @Test
    default void linkedAccountIsTaken() {
        Account account = Given.in(this).account(Given.in(this).user());

        assertTaken(account);
        assertTaken(Account.builder(Given.in(this).user().id(), "oidc", account.provider(), account.providerAccountId())
                .build());
        assertThat(Await.one(find(account))).isEqualTo(account);
    }

    private void assertTaken(Account account) {
        assertThat(Await.failure(adapter().accounts().link(account)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("provider,providerAccountId"));
    }

    /** The same id at another provider is another account, however the two halves are cut. */
    @Test
    default void keyOfAccountHasTwoHalves() {
        User user = Given.in(this).user();
        String id = Given.unique("id");
        link(user, "git", "hub" + id);
        link(user, "gith", "ub" + id);
        link(user, "gitlab", "hub" + id);

        assertThat(Await.all(adapter().accounts().findByUser(user.id()))).hasSize(3);
        assertThat(Await.maybe(adapter().accounts().find("gitlab", "ub" + id))).isEmpty();
        assertThat(Await.maybe(adapter().accounts().find("hub" + id, "git"))).isEmpty();
        assertThat(Await.maybe(adapter().accounts().find("github", id))).isEmpty();
    }

    /** Unlinking removes one account, and the user stays. */
    @Test
    default void unlinkRemovesOneAccount() {
        User user = Given.in(this).user();
        Account account = Given.in(this).account(user);
        Account other = Given.in(this).account(user);

        assertThat(Await.one(adapter().accounts().unlink("gitlab", account.providerAccountId())))
                .isFalse();
        assertThat(Await.one(adapter().accounts().unlink("github", account.providerAccountId())))
                .isTrue();
        assertThat(Await.one(adapter().accounts().unlink("github", account.providerAccountId())))
                .isFalse();

        assertThat(Await.maybe(find(account))).isEmpty();
        assertThat(Await.all(adapter().accounts().findByUser(user.id()))).containsExactly(other);
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(user);
        assertThat(Await.one(adapter().accounts().link(account))).isEqualTo(account);
    }

    /** The accounts of a user come ordered by provider, then by id. */
    @Test
    default void accountsOfUserAreOrdered() {
        User user = Given.in(this).user();
        String id = Given.unique("id");
        Account third = link(user, "google", "a" + id);
        Account second = link(user, "github", "b" + id);
        Account first = link(user, "github", "a" + id);
        Given.in(this).account(Given.in(this).user());

        assertThat(Await.all(adapter().accounts().findByUser(user.id()))).containsExactly(first, second, third);
        assertThat(Await.all(adapter().accounts().findByUser(unknownUserId()))).isEmpty();
        assertThat(Await.all(adapter().accounts().findByUser(impossibleUserId().orElse("?"))))
                .isEmpty();
    }

    /** Tokens are of any length: NextAuth's users lost sign-ins to {@code varchar(255)}. */
    @Test
    default void longTokensAreKept() {
        Entity entity = schema().entity(ACCOUNT);
        boolean text = entity.find("accessToken")
                .filter(c -> c.type() == ColumnType.TEXT)
                .isPresent();
        String token = "eyJ0".repeat((text ? textLength() : 240) / 4);
        Account input = Given.newAccount(Given.in(this).user())
                .accessToken(token)
                .refreshToken(token)
                .build();

        assertThat(Await.one(adapter().accounts().link(input))).isEqualTo(asKept(input));
        assertThat(Await.one(find(input))).isEqualTo(asKept(input));
    }

    /** No account of a user that cannot be. */
    @Test
    default void accountOfImpossibleUserIsRefused() {
        String userId = impossibleUserId().orElse(unknownUserId());
        boolean checked = impossibleUserId().isPresent()
                || !schema().entity(ACCOUNT).references().isEmpty();
        Account input =
                Account.builder(userId, "oauth", "github", Given.unique("gh")).build();

        Throwable failure = Await.failure(
                adapter().accounts().link(input).then(Mono.error(new ReferenceViolationException("t", "none", null))));

        assertThat(failure).isInstanceOfSatisfying(ReferenceViolationException.class, e -> assertThat(e.field())
                .isEqualTo(checked ? "userId" : "none"));
    }

    private Account link(User user, String provider, String id) {
        return Await.one(adapter()
                .accounts()
                .link(Account.builder(user.id(), "oauth", provider, id).build()));
    }

    private Mono<Account> find(Account account) {
        return adapter().accounts().find(account.provider(), account.providerAccountId());
    }

    private Map<String, Object> row(Account account) {
        return backdoor()
                .findOne(
                        ACCOUNT,
                        Map.of("provider", account.provider(), "providerAccountId", account.providerAccountId()))
                .orElseThrow();
    }

    private Account asKept(Account account) {
        return new Account(
                account.userId(),
                account.type(),
                account.provider(),
                account.providerAccountId(),
                kept("refreshToken", account.refreshToken()),
                kept("accessToken", account.accessToken()),
                kept("expiresAt", account.expiresAt()),
                kept("tokenType", account.tokenType()),
                kept("scope", account.scope()),
                kept("idToken", account.idToken()),
                kept("sessionState", account.sessionState()),
                account.attributes());
    }

    private <T> @Nullable T kept(String field, @Nullable T value) {
        return schema().entity(ACCOUNT).find(field).isPresent() ? value : null;
    }
}
