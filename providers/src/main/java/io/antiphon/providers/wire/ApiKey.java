package io.antiphon.providers.wire;

/** A vendor's key. Shown by nothing but the request that needs it. */
public final class ApiKey {
    private final String value;

    /**
     * @param provider the vendor's short name, for the message
     * @throws IllegalArgumentException when it cannot be a key; the message does not hold it
     */
    public ApiKey(String provider, String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("the API key of " + provider
                    + " must be one line of plain characters without spaces: copy it again");
        }
        this.value = value;
    }

    /** The key itself, for a request. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }
}
