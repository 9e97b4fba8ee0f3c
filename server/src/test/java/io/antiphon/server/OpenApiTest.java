package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.antiphon.control.access.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's description says what the routes do. */
class OpenApiTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");
    private final JsonNode document = document();

    @Test
    void namesEveryRouteAndNoOther() {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .forEachEntry((path, methods) ->
                        methods.propertyNames().forEach(method -> described.add(plain(method, path))));
        assertThat(described).isEqualTo(routes());
    }

    @Test
    void refersOnlyToWhatItHolds() {
        document.findValuesAsString("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void namesEveryScope() {
        List<String> scopes = Stream.of(Scope.values()).map(Scope::word).toList();
        assertThat(document.findValues("enum"))
                .map(words ->
                        Api.each(words).stream().map(word -> word.asString("")).toList())
                .filteredOn(words -> words.contains("calls:place"))
                .isNotEmpty()
                .allSatisfy(words -> assertThat(words).containsExactlyInAnyOrderElementsOf(scopes));
    }

    @Test
    void showsAnErrorOfEachKindInTheShapeTheyHave() {
        document.at("/components/responses").forEachEntry((status, response) -> {
            JsonNode error = response.at("/content/application~1json/example/error");
            assertThat(error.path("code").asString()).as(status).isNotEmpty();
            assertThat(error.path("message").asString()).as(status).isNotEmpty();
        });
        assertThat(document.at("/components/responses").propertyNames())
                .contains("400", "401", "403", "404", "409", "412", "413", "415", "422", "429", "500", "503");
    }

    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.antiphon")) {
            if (!type.isAnnotatedWith(RestController.class)) {
                continue;
            }
            Class<?> controller = type.reflect();
            RequestMapping base = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
            for (var method : controller.getDeclaredMethods()) {
                RequestMapping route = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (route == null) {
                    continue;
                }
                String path = (base == null ? "" : base.path()[0]) + (route.path().length == 0 ? "" : route.path()[0]);
                for (RequestMethod verb : route.method()) {
                    if (path.startsWith("/api/")) {
                        routes.add(plain(verb.name(), path));
                    }
                }
            }
        }
        return routes;
    }

    private static String plain(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + PARAMETER.matcher(path).replaceAll("{}");
    }

    private static JsonNode document() {
        try (InputStream file = Objects.requireNonNull(
                OpenApiTest.class.getResourceAsStream("/io/antiphon/control/api/openapi.json"))) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
