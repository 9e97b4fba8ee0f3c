package io.antiphon.testkit.openai;

import java.util.HashMap;
import java.util.Map;

/** The simulator's command line: pairs of {@code --name} and a whole number. */
final class Options {
    private static final Map<String, Integer> DEFAULTS =
            Map.of("port", 8089, "first-token-ms", 300, "token-ms", 20, "tokens", 40);

    private Options() {}

    static Map<String, Integer> read(String[] arguments) {
        Map<String, Integer> options = new HashMap<>(DEFAULTS);
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!options.containsKey(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("unknown option or no value: " + arguments[i]
                        + "; there are --port, --first-token-ms, --token-ms and --tokens, each with a number");
            }
            options.put(name, Integer.parseInt(arguments[i + 1]));
        }
        return options;
    }

    static int get(Map<String, Integer> options, String name) {
        Integer value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no option " + name);
        }
        return value;
    }
}
