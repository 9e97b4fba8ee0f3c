package io.antiphon.control.agents;

import io.antiphon.control.vault.Vault;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Seals the values of tools' headers for one organisation and one server: a row that was copied to another organisation,
 * or whose address was changed to another server, opens no more.
 */
public final class HeaderVault {
    private final Vault vault;

    public HeaderVault(Vault vault) {
        this.vault = vault;
    }

    /**
     * The headers with every value sealed.
     *
     * @param url of the tool
     * @param before those the tool had for the same server; what is the same stays as it was sealed
     */
    public ToolHeaders seal(UUID org, String url, ToolHeaders headers, ToolHeaders before) {
        if (headers.areSealed()) {
            return headers;
        }
        var values = new TreeMap<>(headers.values());
        values.replaceAll((name, value) -> {
            if (value.sealed()) {
                return value;
            }
            String place = place(org, url, name);
            ToolHeaders.Value old = before.values().get(name);
            return old != null && open(old, place).filter(value.text()::equals).isPresent() && old.sealed()
                    ? old
                    : new ToolHeaders.Value(Base64.getEncoder().encodeToString(vault.seal(value.text(), place)), true);
        });
        return new ToolHeaders(values);
    }

    /** What to send; empty where one was sealed under another master key, or for elsewhere. */
    public Optional<Map<String, String>> open(UUID org, String url, ToolHeaders headers) {
        var texts = new TreeMap<String, String>();
        for (var header : headers.values().entrySet()) {
            Optional<String> text = open(header.getValue(), place(org, url, header.getKey()));
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.put(header.getKey(), text.get());
        }
        return Optional.of(texts);
    }

    /** The same headers, with those values sealed under the master key that were under the former one. */
    public ToolHeaders renewed(UUID org, String url, ToolHeaders headers) {
        var values = new TreeMap<>(headers.values());
        values.replaceAll((name, value) -> value.sealed() ? renewed(value, place(org, url, name)) : value);
        return new ToolHeaders(values);
    }

    private ToolHeaders.Value renewed(ToolHeaders.Value value, String place) {
        try {
            return vault.renewed(Base64.getDecoder().decode(value.text()), place)
                    .map(fresh -> new ToolHeaders.Value(Base64.getEncoder().encodeToString(fresh), true))
                    .orElse(value);
        } catch (IllegalArgumentException noBase64) {
            return value;
        }
    }

    private Optional<String> open(ToolHeaders.Value value, String place) {
        if (!value.sealed()) {
            return Optional.of(value.text());
        }
        try {
            return vault.open(Base64.getDecoder().decode(value.text()), place);
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static String place(UUID org, String url, String header) {
        URI address = URI.create(url);
        String server = address.getScheme() + "://" + address.getHost() + ":" + address.getPort();
        return (org + " header " + header + " to " + server).toLowerCase(Locale.ROOT);
    }
}
