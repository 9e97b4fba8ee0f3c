package io.antiphon.control.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who we are there.
 *
 * @param url in JDBC's form, without login
 * @param owner who owns the tables and migrates them; null where the url itself says so
 * @param application login of the role {@code antiphon_app}; null where the owner acts as that role
 */
public record DatabaseAddress(
        String url, @Nullable Login owner, @Nullable Login application) {

    /** A role and its password. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /**
     * Reads {@code postgres://user:password@host:port/database?parameters}, {@code postgresql://...} or a {@code
     * jdbc:postgresql:} address.
     *
     * @throws StorageFailure when it is none of them; the message repeats nothing of it, since it may hold a password
     */
    public static DatabaseAddress parse(String text) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(text, null, null);
        }
        if (!text.startsWith("postgres://") && !text.startsWith("postgresql://")) {
            throw unreadable();
        }
        try {
            return parse(new URI(text));
        } catch (URISyntaxException e) {
            // The cause would repeat the password.
            throw unreadable();
        }
    }

    private static DatabaseAddress parse(URI uri) {
        String path = uri.getRawPath();
        if (uri.getHost() == null || path == null || path.length() < 2) {
            throw unreadable();
        }
        String url = "jdbc:postgresql://" + uri.getHost()
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + path
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return new DatabaseAddress(url, login(uri.getRawUserInfo()), null);
    }

    private static @Nullable Login login(@Nullable String userInfo) {
        if (userInfo == null) {
            return null;
        }
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new Login(decode(userInfo), "")
                : new Login(decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1)));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static StorageFailure unreadable() {
        return new StorageFailure(
                "DATABASE_URL cannot be read: write it as postgres://user:password@host:5432/database,"
                        + " with special characters in user and password percent-encoded");
    }

    @Override
    public String toString() {
        int query = url.indexOf('?');
        return "DatabaseAddress[" + (query < 0 ? url : url.substring(0, query)) + "]";
    }
}
