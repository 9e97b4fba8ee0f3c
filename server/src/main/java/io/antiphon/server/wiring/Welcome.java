package io.antiphon.server.wiring;

import io.antiphon.control.access.ApiKeys;
import io.antiphon.control.access.Scope;
import io.antiphon.control.access.User;
import io.antiphon.control.access.Users;
import io.antiphon.server.configuration.Configuration;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the one who started the server gets in: a link for the browser, until an owner has a password, and a key for the
 * commands on this machine, in a file that only who runs the server may read.
 *
 * @param path of the console's page to open first
 */
record Welcome(String path) {
    /** Name of the file in the data folder. */
    static final String KEY_FILE = "local.key";

    private static final Duration LINK_LIFE = Duration.ofHours(24);
    private static final Set<Scope> ALL = Set.of(Scope.values());
    private static final int RATE = 100_000;

    static Welcome prepare(UUID organisation, Users users, ApiKeys keys, Configuration configuration) {
        var file = new SecretFile(configuration.storage().folder().resolve(KEY_FILE));
        // One that an earlier version made may lack what there is to do since.
        if (file.text().filter(key -> keys.isGood(key, ALL)).isEmpty()) {
            file.write(keys.create(
                            organisation,
                            new ApiKeys.Wanted("commands on this machine", ALL, RATE, "antiphon up", null))
                    .secret());
        }
        User owner = users.firstOwner(organisation);
        @Nullable
        String token = owner.hasPassword() || configuration.web().isOpen()
                ? null
                : users.link(organisation, owner.id(), LINK_LIFE);
        return new Welcome(token == null ? "" : "/sign-in#" + token);
    }

    /** Not the link. */
    @Override
    public String toString() {
        return "Welcome";
    }
}
