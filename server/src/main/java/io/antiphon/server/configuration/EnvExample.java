package io.antiphon.server.configuration;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** The file {@code .env.example}, made from the configuration's own documentation. */
final class EnvExample {
    private EnvExample() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Everything Antiphon can be told. Copy to .env and set what you need;
                # the environment wins over the file, flags win over both. Nothing here is required.
                """);
        groups(text, Configuration.class);
        return text.toString();
    }

    private static void groups(StringBuilder text, Class<?> house) {
        for (RecordComponent group : house.getRecordComponents()) {
            RecordComponent[] components = group.getType().getRecordComponents();
            if (components[0].getAnnotation(Setting.class) == null) {
                groups(text, group.getType());
                continue;
            }
            text.append("\n# --- ")
                    .append(group.getName().toLowerCase(Locale.ROOT))
                    .append(" ---\n");
            for (RecordComponent component : components) {
                append(text, component.getAnnotation(Setting.class));
            }
        }
    }

    private static void append(StringBuilder text, Setting setting) {
        text.append("\n# ").append(setting.about()).append('\n');
        if (setting.aliases().length > 0) {
            text.append("# Also read as ")
                    .append(String.join(", ", setting.aliases()))
                    .append(".\n");
        }
        text.append("# ")
                .append(setting.name())
                .append('=')
                .append(setting.standard())
                .append('\n');
    }
}
