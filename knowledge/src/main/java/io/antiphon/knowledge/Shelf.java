package io.antiphon.knowledge;

import io.antiphon.ports.knowledge.Embedder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that an agent's editions stand in, each named by a hash of what it holds. An edition is printed beside its
 * place and moved into it in one step, so a crash leaves the old one or the new one, never a half.
 */
final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    /** Changes with the layout of an edition or the rules of its words. */
    private static final String LAYOUT = "1";

    private static final String UNFINISHED = "printing-";

    private final Path folder;
    private final @Nullable Embedder embedder;

    Shelf(Path folder, @Nullable Embedder embedder) {
        this.folder = folder;
        this.embedder = embedder;
    }

    /** The edition of these chunks: the one that stands here if it is sound, else a newly printed one. */
    Edition edition(List<Chunk> chunks) throws IOException {
        Files.createDirectories(folder);
        Path place = folder.resolve(key(chunks));
        if (Files.isDirectory(place)) {
            if (Edition.isSound(place)) {
                return Edition.open(place);
            }
            LOG.warn("The index {} is damaged and is built anew", place);
            delete(place);
        }
        Path desk = Files.createTempDirectory(folder, UNFINISHED);
        Path draft = desk.resolve("edition");
        try {
            new Press(embedder, embedderKey(), knownVectors()).print(chunks, draft);
            moveInto(draft, place);
        } finally {
            delete(desk);
        }
        return Edition.open(place);
    }

    /** Removes every other edition. Readers that still have one open keep it until they close it. */
    void keepOnly(Edition edition) throws IOException {
        for (Path other : entries()) {
            if (!other.equals(edition.place())) {
                delete(other);
            }
        }
    }

    private static void moveInto(Path draft, Path place) throws IOException {
        try {
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException taken) {
            // Another process printed the same edition meanwhile; one is as good as the other.
            if (!Files.isDirectory(place)) {
                throw taken;
            }
        }
    }

    /** Vectors of every sound edition here that the same embedder made, by what they were made from. */
    private Map<String, float[]> knownVectors() throws IOException {
        var vectors = new HashMap<String, float[]>();
        if (embedder == null) {
            return vectors;
        }
        for (Path place : entries()) {
            if (Edition.isSound(place)) {
                try (var old = Edition.open(place)) {
                    if (old.embedder().equals(embedderKey())) {
                        vectors.putAll(old.vectors());
                    }
                }
            }
        }
        return vectors;
    }

    private String embedderKey() {
        return embedder == null ? "" : embedder.description().name() + "/" + embedder.dimensions();
    }

    private String key(List<Chunk> chunks) {
        var content =
                new StringBuilder(LAYOUT).append('\n').append(embedderKey()).append('\n');
        for (Chunk chunk : chunks) {
            content.append(Chunk.sha256(chunk.toString()));
        }
        return Chunk.sha256(content.toString()).substring(0, 32);
    }

    private List<Path> entries() throws IOException {
        var entries = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, Files::isDirectory)) {
            stream.forEach(entries::add);
        }
        return entries;
    }

    private static void delete(Path tree) throws IOException {
        if (Files.isDirectory(tree)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(tree)) {
                for (Path entry : inside) {
                    delete(entry);
                }
            }
        }
        Files.deleteIfExists(tree);
    }
}
