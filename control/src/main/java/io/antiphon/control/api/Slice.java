package io.antiphon.control.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * The part that is wanted of a list which is answered as a bare array: how many there are in all, and where the parts
 * beside it are, stands in headers ({@code X-Total-Count}; {@code Link}, RFC 8288).
 *
 * @param limit how many at most
 * @param offset how many before it are left out
 */
public record Slice(int limit, int offset) {
    /** All there are, where nobody says how many. */
    public static final int ALL = Integer.MAX_VALUE;

    private static final int FARTHEST = 10_000_000;

    /**
     * Reads the parameters {@code limit}, from 1 to 200, and {@code offset}.
     *
     * @param usual how many where {@code limit} is left out
     */
    public static Slice of(@Nullable String limit, @Nullable String offset, int usual) {
        return new Slice(limit == null ? usual : Limit.of(limit), offset == null ? 0 : offset(offset));
    }

    private static int offset(String text) {
        try {
            int offset = Integer.parseInt(text);
            if (offset >= 0 && offset <= FARTHEST) {
                return offset;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, like a number out of range.
        }
        throw ApiFailure.invalid("offset", "offset must be a whole number from 0 to " + FARTHEST);
    }

    /**
     * What was found of it.
     *
     * @param total how many there are in all
     */
    public record Found<T>(List<T> items, long total) {
        public Found {
            items = List.copyOf(items);
        }
    }

    /** Cuts it out of all there are. */
    public <T> Found<T> of(List<T> all) {
        int from = Math.min(offset, all.size());
        return new Found<>(all.subList(from, from + Math.min(limit, all.size() - from)), all.size());
    }

    /** The answer to {@code request} with it. */
    public <T> ResponseEntity<List<T>> answer(Found<T> found, HttpServletRequest request) {
        var answer = ResponseEntity.ok().header("X-Total-Count", Long.toString(found.total()));
        List<String> links = new ArrayList<>();
        if (offset + (long) found.items().size() < found.total()
                && !found.items().isEmpty()) {
            links.add(link(request, offset + found.items().size(), "next"));
        }
        if (offset > 0) {
            links.add(link(request, Math.max(0, offset - limit), "prev"));
        }
        return (links.isEmpty() ? answer : answer.header("Link", String.join(", ", links))).body(found.items());
    }

    private String link(HttpServletRequest request, int from, String relation) {
        String path = Objects.requireNonNull(request.getRequestURI());
        String most = limit == ALL ? "" : "limit=" + limit + "&";
        return "<" + path + "?" + most + "offset=" + from + ">; rel=\"" + relation + "\"";
    }
}
