package io.antiphon.knowledge;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Locale;

/** A file as the operator gave it: name, language and bytes. */
public final class SourceFile {
    private final String name;
    private final String language;
    private final byte[] content;

    /**
     * @param name file name with its ending, which tells the format
     * @param language BCP 47 tag of the text, unless the file itself says otherwise
     * @param content the bytes; not copied
     */
    public SourceFile(String name, String language, byte[] content) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: a file needs a name with an ending such as .md");
        }
        if (language.isBlank()) {
            throw new IllegalArgumentException("language: give a BCP 47 tag such as en-IN for " + name);
        }
        this.name = name;
        this.language = language;
        this.content = content;
    }

    public String name() {
        return name;
    }

    public String language() {
        return language;
    }

    int size() {
        return content.length;
    }

    byte[] bytes() {
        return content;
    }

    InputStream stream() {
        return new ByteArrayInputStream(content);
    }

    boolean startsWith(int... magic) {
        if (content.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((content[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The ending in lower case without the dot; empty where there is none. */
    String ending() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** The name as a title: no folders, no ending, words apart. */
    String spokenName() {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        return (dot > 0 ? last.substring(0, dot) : last).replace('-', ' ').replace('_', ' ');
    }
}
