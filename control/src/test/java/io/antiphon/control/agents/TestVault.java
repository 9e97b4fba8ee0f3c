package io.antiphon.control.agents;

import io.antiphon.control.vault.MasterKey;
import io.antiphon.control.vault.Vault;
import java.security.SecureRandom;

/** A vault for tests, under a master key of its own each. */
public final class TestVault {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestVault() {}

    /** One for headers of tools. */
    public static HeaderVault headers() {
        return new HeaderVault(new Vault(masterKey()));
    }

    /** One that nobody has. */
    static MasterKey masterKey() {
        byte[] master = new byte[MasterKey.BYTES];
        RANDOM.nextBytes(master);
        return new MasterKey(master);
    }
}
