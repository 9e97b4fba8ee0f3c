package io.antiphon.control.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole folders: listed, deleted, given away. */
final class Folders {
    private Folders() {}

    static List<Path> list(Path folder, String glob) throws IOException {
        var found = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        }
        return found;
    }

    static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            walk(root, Files::delete);
        }
    }

    /** Makes {@code user} and {@code group} the owner of everything below and including {@code root}. */
    static void give(Path root, int user, int group) throws IOException {
        walk(root, path -> {
            Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
        });
    }

    /** Files first, each folder after what it holds. */
    private static void walk(Path root, Step step) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                step.on(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                step.on(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private interface Step {
        void on(Path path) throws IOException;
    }
}
