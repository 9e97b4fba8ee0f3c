package io.antiphon.control.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.vault.MasterKey;
import io.antiphon.control.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class VendorKeysTest {
    private static final String SECRET = "sk-test-0123456789-abcd";

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final Actor asha = new Actor("user", "7", "asha@example.org", "r-1");
    private final AuditLog log = new AuditLog(database.tenancy(), InstantSource.system(), () -> asha);
    private final VendorKeys keys = keysUnder(random());

    private VendorKeys keysUnder(byte[] master) {
        return keysUnder(new Vault(new MasterKey(master)));
    }

    private VendorKeys keysUnder(Vault vault) {
        return new VendorKeys(database.tenancy(), log, vault, () -> asha);
    }

    private static byte[] random() {
        byte[] bytes = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Test
    void keepsAKeyThatNobodyReadsFromTheTable() {
        keys.set(org, "deepgram", SECRET);
        assertThat(keys.list(org)).singleElement().satisfies(key -> {
            assertThat(key.lastFour()).isEqualTo("abcd");
            assertThat(key.setBy()).isEqualTo("asha@example.org");
        });
        assertThat(new String(sealed(org), StandardCharsets.ISO_8859_1)).doesNotContain(SECRET, "0123456789");
        assertThat(keys.reveal(org)).isEqualTo(Map.of("deepgram", SECRET));
    }

    @Test
    void tellsNoEndOfAShortOne() {
        assertThat(keys.set(org, "groq", "short-1234").lastFour()).isEmpty();
    }

    @Test
    void sealsTheSameKeyDifferentlyEachTime() {
        keys.set(org, "deepgram", SECRET);
        byte[] first = sealed(org);
        keys.set(org, "deepgram", SECRET);
        assertThat(sealed(org)).isNotEqualTo(first);
    }

    @Test
    void logsEachChangeWithoutTheKey() {
        keys.set(org, "deepgram", SECRET);
        keys.set(org, "deepgram", SECRET + "-new");
        keys.delete(org, "deepgram");
        assertThat(keys.delete(org, "deepgram")).isEmpty();
        List<String> entries = database.tenancy()
                .within(
                        org,
                        sql -> sql.sql(
                                        "select action || ' ' || target_id || ' ' || details from audit_log order by seq")
                                .query(String.class)
                                .list());
        assertThat(entries)
                .containsExactly(
                        "vendor_key.set deepgram {\"last_four\":\"abcd\"}",
                        "vendor_key.replaced deepgram {\"last_four\":\"-new\"}",
                        "vendor_key.deleted deepgram {\"last_four\":\"-new\"}");
    }

    @Test
    void opensForItsOwnOrganisationAndVendorAlone() {
        UUID other = TestPostgres.organisation(database);
        keys.set(org, "deepgram", SECRET);
        assertThat(keys.list(other)).isEmpty();
        assertThat(keys.delete(other, "deepgram")).isEmpty();
        byte[] stolen = sealed(org);
        for (String vendor : List.of("deepgram", "groq")) {
            insert(vendor.equals("groq") ? org : other, vendor, stolen);
        }
        assertThat(keys.reveal(other)).isEmpty();
        assertThat(keys.reveal(org)).containsOnlyKeys("deepgram");
        assertThatThrownBy(() -> database.tenancy()
                        .run(
                                other,
                                sql -> sql.sql(
                                                "insert into vendor_keys (org_id, vendor, sealed, master, last_four, set_by)"
                                                        + " values (?, 'x', '', '', '', '')")
                                        .param(org)
                                        .update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void areSealedAnewWhereTheMasterKeyWasChanged() {
        var former = new MasterKey(random());
        var present = new MasterKey(random());
        keysUnder(new Vault(former)).set(org, "deepgram", SECRET);
        keysUnder(new Vault(present)).set(org, "groq", SECRET + "-2");
        keys.set(org, "openai", "under a third one");
        var both = keysUnder(new Vault(present, former));
        assertThat(both.reveal(org)).as("read before they are").containsOnlyKeys("deepgram", "groq");
        assertThat(both.renew(org)).isOne();
        assertThat(both.renew(org)).as("at the next start").isZero();
        assertThat(keysUnder(new Vault(present)).reveal(org))
                .isEqualTo(Map.of("deepgram", SECRET, "groq", SECRET + "-2"));
        assertThat(keysUnder(new Vault(former)).reveal(org)).isEmpty();
        assertThat(keys.reveal(org)).containsOnlyKeys("openai");
        assertThat(both.list(org)).extracting(VendorKey::setBy).containsOnly("asha@example.org");
    }

    @Test
    void opensUnderAnotherMasterKeyNoMore() {
        keys.set(org, "deepgram", SECRET);
        byte[] master = random();
        keysUnder(master).set(org, "groq", SECRET);
        VendorKeys later = keysUnder(master);
        assertThat(later.list(org)).hasSize(2);
        assertThat(later.reveal(org)).isEqualTo(Map.of("groq", SECRET));
        assertThat(keys.reveal(org)).isEqualTo(Map.of("deepgram", SECRET));
    }

    @Test
    void countsWhatAnotherMasterKeyWouldOpen() {
        long before = keys.lockedOut();
        keys.set(org, "deepgram", SECRET);
        assertThat(keys.lockedOut()).isEqualTo(before);
        VendorKeys later = keysUnder(random());
        assertThat(later.lockedOut()).isEqualTo(before + 1);
        later.set(org, "deepgram", SECRET);
        assertThat(later.lockedOut()).isEqualTo(before);
    }

    private void insert(UUID where, String vendor, byte[] sealed) {
        database.tenancy()
                .run(
                        where,
                        sql -> sql.sql(
                                        "insert into vendor_keys (vendor, sealed, master, last_four, set_by) values (?, ?, '', '', '')")
                                .params(vendor, sealed)
                                .update());
    }

    private byte[] sealed(UUID where) {
        return database.tenancy()
                .within(
                        where,
                        sql -> sql.sql("select sealed from vendor_keys where vendor = 'deepgram'")
                                .query(byte[].class)
                                .single());
    }
}
