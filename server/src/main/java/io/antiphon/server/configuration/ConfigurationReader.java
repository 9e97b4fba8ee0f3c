package io.antiphon.server.configuration;

import io.antiphon.control.vault.MasterKey;
import io.antiphon.providers.wire.ApiKey;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills the configuration's records from named texts, and tells everything that is wrong with them at once. */
final class ConfigurationReader {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h)");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+");

    private static final String GUESSABLE = "ws-default";

    private final Map<String, String> texts;
    private final List<String> problems = new ArrayList<>();

    ConfigurationReader(Map<String, String> texts) {
        this.texts = texts;
    }

    <T extends Record> T read(Class<T> type) {
        checkForeignNames();
        T configuration = fill(type);
        if (configuration instanceof Configuration all) {
            checkTokens(all.web());
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return configuration;
    }

    private void checkForeignNames() {
        if (texts.containsKey("DATABASE_URL")) {
            return;
        }
        texts.keySet().stream()
                .filter(name -> name.startsWith("SUPABASE_"))
                .sorted()
                .findFirst()
                .ifPresent(name -> problems.add(
                        name + " is not used: set DATABASE_URL to the project's PostgreSQL connection string."));
    }

    private void checkTokens(Configuration.Web web) {
        boolean open = web.publicBaseUrl() != null
                && !List.of("localhost", "127.0.0.1", "[::1]")
                        .contains(web.publicBaseUrl().getHost());
        checkToken("TWILIO_STREAM_TOKEN", web.twilioStreamToken(), open);
        checkToken("RETELL_LLM_TOKEN", web.retellLlmToken(), open);
    }

    /** It is a part of an address, and what stands in public instructions hides nothing. */
    private void checkToken(String name, @Nullable String token, boolean open) {
        if (token != null && !TOKEN.matcher(token).matches()) {
            problems.add(name + " must hold letters, digits, - and _ alone: take one that openssl rand -hex 16 makes.");
        }
        if (open && GUESSABLE.equals(token)) {
            problems.add(name + " may not be " + GUESSABLE + ", which everybody knows, while"
                    + " PUBLIC_BASE_URL is public: take one that openssl rand -hex 16 makes.");
        }
    }

    private <T extends Record> T fill(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i]);
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(type + " cannot be filled", bug);
        }
    }

    private @Nullable Object value(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            return fill(component.getType().asSubclass(Record.class));
        }
        String text = text(setting);
        Class<?> type = component.getType();
        if (text == null) {
            return type == int.class ? Integer.valueOf(0) : type == List.class ? List.of() : null;
        }
        if (type == ApiKey.class) {
            return parsed(
                    setting,
                    text,
                    "one line of plain characters without spaces",
                    key -> new ApiKey(setting.name(), key),
                    null);
        }
        if (type == MasterKey.class) {
            return parsed(
                    setting,
                    text,
                    MasterKey.BYTES + " bytes in Base64: take one that openssl rand -base64 " + MasterKey.BYTES
                            + " makes",
                    MasterKey::parse,
                    null);
        }
        if (type == PhoneNumber.class) {
            return PhoneNumber.isUnfilled(text)
                    ? null
                    : parsed(setting, text, "a number in E.164 such as +919876543210", PhoneNumber::new, null);
        }
        if (type == int.class) {
            return parsed(setting, text, numbers(setting), number -> number(setting, number), 0);
        }
        if (type == Path.class) {
            return parsed(setting, text, "a folder", Path::of, null);
        }
        if (type == URI.class) {
            return parsed(setting, text, "an address such as https://voice.example.org", this::address, null);
        }
        if (type == Duration.class) {
            return parsed(setting, text, "a time such as 30s, 500ms or 2m", this::duration, null);
        }
        List<String> choices = List.of(setting.choices());
        if (type == List.class) {
            return parsed(
                    setting,
                    text,
                    "some of " + String.join(", ", choices) + ", with commas between",
                    names -> several(choices, names),
                    List.of());
        }
        return choices.isEmpty()
                ? text
                : parsed(setting, text, "one of " + String.join(", ", choices), name -> choice(choices, name), null);
    }

    private static String numbers(Setting setting) {
        return setting.most() == Integer.MAX_VALUE
                ? "a whole number of at least " + setting.least()
                : "a whole number from " + setting.least() + " to " + setting.most();
    }

    private static Object number(Setting setting, String text) {
        int number = Integer.parseInt(text);
        if (number < setting.least() || number > setting.most()) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static Object choice(List<String> choices, String text) {
        if (!choices.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Object several(List<String> choices, String text) {
        List<String> names = Arrays.stream(text.split(",")).map(String::strip).toList();
        if (!choices.containsAll(names) || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException(text);
        }
        return names;
    }

    private @Nullable Object parsed(
            Setting setting, String text, String wanted, Function<String, Object> parse, @Nullable Object otherwise) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException wrong) {
            String shown = setting.secret() ? "" : ", not \"" + text + "\"";
            problems.add(setting.name() + " must be " + wanted + shown + ".");
            return otherwise;
        }
    }

    private Object address(String text) {
        URI uri = URI.create(text.contains("://") ? text : "https://" + text);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException(text);
        }
        String trimmed = uri.toString().replaceAll("/+$", "");
        return URI.create(trimmed);
    }

    private Object duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private @Nullable String text(Setting setting) {
        String found = null;
        String foundAs = "";
        for (String name : names(setting)) {
            String text = texts.get(name);
            if (text == null || text.isBlank()) {
                continue;
            }
            if (found != null && !found.equals(text)) {
                problems.add(name + " and " + foundAs + " name the same thing and disagree: keep " + setting.name()
                        + " alone.");
            }
            if (found == null) {
                found = text.strip();
                foundAs = name;
            }
        }
        if (found != null) {
            return found;
        }
        return setting.standard().isEmpty() ? null : setting.standard();
    }

    private static List<String> names(Setting setting) {
        List<String> names = new ArrayList<>();
        names.add(setting.name());
        names.addAll(List.of(setting.aliases()));
        return names;
    }
}
