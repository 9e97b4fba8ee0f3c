package io.antiphon.knowledge;

import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A Markdown file (CommonMark, tables, YAML front matter) as HTML.
 *
 * @param html the body
 * @param title {@code title} of the front matter, or empty
 * @param language {@code language} of the front matter, or empty
 */
record MarkdownPage(String html, String title, String language) {
    private static final List<Extension> EXTENSIONS =
            List.of(YamlFrontMatterExtension.create(), TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    static MarkdownPage of(String markdown) {
        var tree = PARSER.parse(markdown);
        var frontMatter = new YamlFrontMatterVisitor();
        tree.accept(frontMatter);
        Map<String, List<String>> keys = frontMatter.getData();
        return new MarkdownPage(RENDERER.render(tree), first(keys, "title"), first(keys, "language"));
    }

    private static String first(Map<String, List<String>> keys, String key) {
        List<String> values = keys.getOrDefault(key, List.of());
        return values.isEmpty() ? "" : values.getFirst().strip();
    }
}
