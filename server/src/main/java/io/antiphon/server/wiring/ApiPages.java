package io.antiphon.server.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The API's description as pages at {@code /docs}: Swagger UI from the class path, so it needs no network. */
final class ApiPages implements WebMvcConfigurer {
    private static final String SWAGGER_UI = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/**")
                .addResourceLocations(
                        "classpath:/docs/", "classpath:/META-INF/resources/webjars/swagger-ui/" + version() + "/");
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/docs").setViewName("forward:/docs/index.html");
        registry.addRedirectViewController("/redoc", "/docs");
    }

    private static String version() {
        var properties = new Properties();
        try (InputStream file = Objects.requireNonNull(ApiPages.class.getResourceAsStream(SWAGGER_UI))) {
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
