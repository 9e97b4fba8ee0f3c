package io.antiphon.control.access;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The people of organisations. Passwords are kept as bcrypt hashes. */
public final class Users {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");
    private static final int SHORTEST_PASSWORD = 12;
    /** bcrypt reads no further. */
    private static final int LONGEST_PASSWORD_BYTES = 72;

    private final Tenancy tenancy;
    private final AuditLog audit;
    private final InstantSource clock;
    private final PasswordEncoder passwords = new BCryptPasswordEncoder(11);

    /** What no password has, so that an unknown address takes as long as a wrong password. Made at the first need. */
    private volatile @Nullable String nobody;

    public Users(Tenancy tenancy, AuditLog audit, InstantSource clock) {
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    /** Somebody who was let in. */
    record Admitted(UUID org, UUID user) {}

    /** The organisation's first owner, made where there is none yet. */
    public User firstOwner(UUID org) {
        return tenancy.within(org, sql -> {
            sql.sql("""
                            insert into users (email, name, role)
                            select 'owner@' || replace(cast(current_org() as text), '-', '') || '.local', 'Owner', 'owner'
                            where not exists (select from users where role = 'owner')
                            on conflict do nothing
                            """).update();
            return sql.sql("select * from users where role = 'owner' order by created_at, id limit 1")
                    .query(Users::user)
                    .single();
        });
    }

    List<User> list(UUID org) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from users order by created_at, id")
                        .query(Users::user)
                        .list());
    }

    Optional<User> find(UUID org, UUID id) {
        return tenancy.within(org, sql -> find(sql, id));
    }

    private static Optional<User> find(JdbcClient sql, UUID id) {
        return sql.sql("select * from users where id = ?")
                .param(id)
                .query(Users::user)
                .optional();
    }

    User create(UUID org, String email, String name, Role role) {
        String address = address(email);
        try {
            return tenancy.within(org, sql -> {
                User user = sql.sql("insert into users (email, name, role) values (?, ?, ?) returning *")
                        .params(address, name(name), role.word())
                        .query(Users::user)
                        .single();
                audit.record(
                        org, new Change("user.created", "user", user.id().toString(), Map.of("role", role.word())));
                return user;
            });
        } catch (DuplicateKeyException taken) {
            throw ApiFailure.conflict("email", "this email address is taken", "choose another one");
        }
    }

    /** Whatever is not null is changed. The last owner stays one. */
    Optional<User> change(
            UUID org,
            UUID id,
            @Nullable String email,
            @Nullable String name,
            @Nullable Role role,
            @Nullable Boolean active) {
        String address = email == null ? null : address(email);
        try {
            return tenancy.within(org, sql -> {
                // Two owners who step down at the same time must not leave nobody.
                sql.sql("select id from users where role = 'owner' order by id for update")
                        .query(UUID.class)
                        .list();
                Optional<User> before = find(sql, id);
                if (before.isEmpty()) {
                    return before;
                }
                boolean stepsDown = (role != null && role != Role.OWNER) || Boolean.FALSE.equals(active);
                if (stepsDown && before.get().role().equals("owner") && owners(sql) == 1) {
                    throw ApiFailure.conflict(
                            "role", "this is the organisation's last owner", "make somebody else an owner first");
                }
                sql.sql("""
                                update users set email = coalesce(:email, email), name = coalesce(:name, name),
                                    role = coalesce(:role, role), is_active = coalesce(:active, is_active),
                                    updated_at = now()
                                where id = :id
                                """)
                        .param("email", address)
                        .param("name", name == null ? null : name(name))
                        .param("role", role == null ? null : role.word())
                        .param("active", active, java.sql.Types.BOOLEAN)
                        .param("id", id)
                        .update();
                if (Boolean.FALSE.equals(active)) {
                    endSessions(sql, id);
                }
                audit.record(org, Change.of("user.changed", "user", id));
                return find(sql, id);
            });
        } catch (DuplicateKeyException taken) {
            throw ApiFailure.conflict("email", "this email address is taken", "choose another one");
        }
    }

    /** Signs the user out everywhere; links that were given out are good no longer. False where there is no such user. */
    boolean signOut(UUID org, UUID id) {
        return tenancy.within(org, sql -> {
            boolean known = find(sql, id).isPresent();
            if (known) {
                endSessions(sql, id);
                audit.record(org, Change.of("user.signed_out", "user", id));
            }
            return known;
        });
    }

    private static void endSessions(JdbcClient sql, UUID user) {
        sql.sql("update sessions set ended_at = now() where user_id = ? and ended_at is null")
                .param(user)
                .update();
        sql.sql("delete from sign_in_links where user_id = ?").param(user).update();
    }

    private static long owners(JdbcClient sql) {
        return sql.sql("select count(*) from users where role = 'owner' and is_active")
                .query(Long.class)
                .single();
    }

    /** Sets a password, and ends all sessions but {@code kept}. */
    void setPassword(UUID org, UUID user, String password, @Nullable UUID kept) {
        if (password.length() < SHORTEST_PASSWORD
                || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD_BYTES) {
            throw ApiFailure.invalid(
                    "password",
                    "password must hold at least " + SHORTEST_PASSWORD + " characters and at most "
                            + LONGEST_PASSWORD_BYTES + " bytes");
        }
        String hash = passwords.encode(password);
        tenancy.run(org, sql -> {
            sql.sql("update users set password_hash = ?, updated_at = now() where id = ?")
                    .params(hash, user)
                    .update();
            sql.sql("update sessions set ended_at = now() where user_id = :user and ended_at is null and id <> :kept")
                    .param("user", user)
                    .param("kept", kept == null ? new UUID(0, 0) : kept)
                    .update();
            audit.record(org, Change.of("user.password_set", "user", user));
        });
    }

    /** Whether {@code password} is the user's. */
    boolean knows(UUID org, UUID user, String password) {
        String hash = tenancy.within(
                        org,
                        sql -> sql.sql("select coalesce(password_hash, '') from users where id = ?")
                                .param(user)
                                .query(String.class)
                                .optional())
                .orElse("");
        return !hash.isEmpty() && passwords.matches(password, hash);
    }

    /** Who signs in with this address and password; empty where they do not belong together. */
    Optional<Admitted> admit(String email, String password) {
        record Row(UUID id, UUID org, @Nullable String hash) {}
        Optional<Row> row = tenancy.outside(sql -> sql.sql("select * from user_of(?)")
                .param(email.strip().toLowerCase(Locale.ROOT))
                .query((found, number) -> new Row(
                        found.getObject("id", UUID.class),
                        found.getObject("org_id", UUID.class),
                        found.getString("password_hash")))
                .optional());
        String hash = row.map(Row::hash).orElseGet(this::nobody);
        boolean fits = passwords.matches(password, hash);
        return fits ? row.map(found -> new Admitted(found.org(), found.id())) : Optional.empty();
    }

    private String nobody() {
        String known = nobody;
        if (known == null) {
            known = passwords.encode(Secret.fresh("").text().substring(0, 40));
            nobody = known;
        }
        return known;
    }

    /** A secret that signs the user in once, within {@code life}. Links given out before are good no longer. */
    public String link(UUID org, UUID user, Duration life) {
        Secret secret = Secret.fresh("link_");
        tenancy.run(org, sql -> {
            sql.sql("delete from sign_in_links where user_id = ?").param(user).update();
            sql.sql("insert into sign_in_links (secret_hash, user_id, expires_at) values (?, ?, ?)")
                    .params(secret.hash(), user, Timestamp.from(clock.instant().plus(life)))
                    .update();
            audit.record(org, Change.of("user.link_created", "user", user));
        });
        return secret.text();
    }

    /** Who the link signs in; empty where it was used, or is too old. */
    Optional<Admitted> redeem(String link) {
        return tenancy.outside(sql -> sql.sql("select * from redeem_sign_in_link(?) where user_id is not null")
                .param(Secret.hash(link))
                .query((row, number) ->
                        new Admitted(row.getObject("org_id", UUID.class), row.getObject("user_id", UUID.class)))
                .optional());
    }

    private static String address(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        if (!EMAIL.matcher(address).matches()) {
            throw ApiFailure.invalid("email", "email must be an address such as asha@example.org");
        }
        return address;
    }

    private static String name(String name) {
        if (name.length() > 200) {
            throw ApiFailure.invalid("name", "name may hold at most 200 characters");
        }
        return name.strip();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        Timestamp last = row.getTimestamp("last_signed_in_at");
        return new User(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                row.getString("role"),
                row.getString("password_hash") != null,
                row.getBoolean("is_active"),
                row.getTimestamp("created_at").toInstant(),
                last == null ? null : last.toInstant());
    }
}
