package io.antiphon.control.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON object that a request brings, read field by field: what is missing, of the wrong type or not known is told
 * with the field's name.
 */
public final class Body {
    /** No request needs more, in bytes. */
    public static final int LONGEST = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final JsonNode object;
    private final byte[] bytes;
    private final Set<String> known = new HashSet<>();

    private Body(JsonNode object, byte[] bytes) {
        this.object = object;
        this.bytes = bytes;
    }

    /**
     * Reads it.
     *
     * @throws ApiFailure where it is too long, or no JSON object
     */
    public static Body read(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type != null && !type.toLowerCase(Locale.ROOT).contains("json")) {
            throw ApiFailure.of(
                    415, "unsupported_media_type", "the body must be JSON", "send Content-Type: application/json");
        }
        byte[] bytes = request.getInputStream().readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw ApiFailure.of(413, "too_large", "the body is larger than " + LONGEST + " bytes", "send less");
        }
        if (bytes.length == 0) {
            return new Body(JSON.createObjectNode(), bytes);
        }
        try {
            return of(JSON.readTree(bytes), bytes);
        } catch (JacksonException broken) {
            var place = broken.getLocation();
            throw ApiFailure.of(
                    400,
                    "invalid_request",
                    "the body is not JSON"
                            + (place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr()),
                    null);
        }
    }

    /**
     * Reads one that names what is to change.
     *
     * @throws ApiFailure where it names nothing
     */
    public static Body filled(HttpServletRequest request) throws IOException {
        Body body = read(request);
        if (body.isEmpty()) {
            throw ApiFailure.of(400, "invalid_request", "the body is empty", "name what is to change");
        }
        return body;
    }

    /** One that was stored. */
    public static Body of(String json) {
        return of(JSON.readTree(json), new byte[0]);
    }

    private static Body of(JsonNode node, byte[] bytes) {
        if (!node.isObject()) {
            throw ApiFailure.of(400, "invalid_request", "the body must be a JSON object", null);
        }
        return new Body(node, bytes);
    }

    /** As it was sent. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return object.isEmpty();
    }

    /** Whether the field is there, be it null. */
    public boolean has(String field) {
        known.add(field);
        return object.has(field);
    }

    private @Nullable JsonNode value(String field) {
        known.add(field);
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /** A text that must be there. */
    public String text(String field) {
        String text = text(field, null);
        if (text == null) {
            throw ApiFailure.invalid(field, field + " is missing");
        }
        return text;
    }

    /** A text; {@code otherwise} where it is left out or null. */
    public @Nullable String text(String field, @Nullable String otherwise) {
        JsonNode value = value(field);
        return value == null ? otherwise : string(field, value);
    }

    private static String string(String field, JsonNode value) {
        if (!value.isString()) {
            throw ApiFailure.invalid(field, field + " must be a text");
        }
        String text = value.asString();
        if (text.indexOf('\u0000') >= 0) {
            throw ApiFailure.invalid(field, field + " may not hold the character NUL");
        }
        return text;
    }

    /** A whole number. */
    public int integer(String field, int otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw ApiFailure.invalid(field, field + " must be a whole number");
        }
        return value.asInt();
    }

    /** A number. */
    public double number(String field, double otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw ApiFailure.invalid(field, field + " must be a number");
        }
        return value.asDouble();
    }

    /** True or false. */
    public boolean truth(String field, boolean otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw ApiFailure.invalid(field, field + " must be true or false");
        }
        return value.asBoolean();
    }

    /** A list of texts. */
    public List<String> texts(String field, List<String> otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isArray()) {
            throw ApiFailure.invalid(field, field + " must be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(string(field, element)));
        return List.copyOf(texts);
    }

    /** The id of something. */
    public @Nullable UUID id(String field) {
        String text = text(field, null);
        return text == null ? null : id(field, text);
    }

    /** Reads an id. */
    public static UUID id(String field, String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw ApiFailure.invalid(field, field + " must be a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057");
        }
        return UUID.fromString(text);
    }

    /** Any JSON, as text; null where it is left out or null. */
    public @Nullable String json(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        String text = JSON.writeValueAsString(value);
        if (text.contains("\\u0000")) {
            throw ApiFailure.invalid(field, field + " may not hold the character NUL");
        }
        return text;
    }

    /** Objects in a list. What is not known in one of them is told like what is not known here. */
    public List<Body> objects(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw ApiFailure.invalid(field, field + " must be a list of objects");
        }
        List<Body> objects = new ArrayList<>();
        value.forEach(element -> {
            if (!element.isObject()) {
                throw ApiFailure.invalid(field, field + " must be a list of objects");
            }
            objects.add(new Body(element, new byte[0]));
        });
        return objects;
    }

    /** The texts of an object by their names. */
    public Map<String, String> textsByName(String field, Map<String, String> otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isObject()) {
            throw ApiFailure.invalid(field, field + " must be an object of texts");
        }
        var texts = new TreeMap<String, String>();
        value.forEachEntry((name, element) -> texts.put(name, string(field + "." + name, element)));
        return texts;
    }

    /**
     * All fields that there may be have been asked for.
     *
     * @throws ApiFailure naming one that nobody asked for
     */
    public void end() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                String shown = name.length() > 64 ? name.substring(0, 64) : name;
                throw ApiFailure.invalid(shown, "there is no field " + shown + " here");
            }
        }
    }
}
