package io.antiphon.server.wiring;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.antiphon.control.access.ApiKeyRoutes;
import io.antiphon.control.access.ApiKeys;
import io.antiphon.control.access.AuthRoutes;
import io.antiphon.control.access.Entrance;
import io.antiphon.control.access.Identity;
import io.antiphon.control.access.Proven;
import io.antiphon.control.access.RateLimit;
import io.antiphon.control.access.Refusals;
import io.antiphon.control.access.Scope;
import io.antiphon.control.access.Sessions;
import io.antiphon.control.access.TicketRoutes;
import io.antiphon.control.access.Tickets;
import io.antiphon.control.access.UserRoutes;
import io.antiphon.control.access.Users;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Failures;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.AuditRoutes;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.storage.Tenancy;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Who may come in, and what they may do where. */
@Configuration(proxyBeanMethods = false)
class Security {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> SIGNING_IN = Set.of("/api/v1/auth/login", "/api/v1/auth/link");
    /** The console's own scripts alone run in its pages, whatever stands in a text; its styles set sizes in place. */
    private static final String CONTENT = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; media-src 'self' blob:; connect-src 'self' ws: wss:; worker-src 'self' blob:;"
            + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

    @Bean
    AuditLog auditLog(Tenancy tenancy) {
        return new AuditLog(tenancy, InstantSource.system(), Proven::actor);
    }

    @Bean
    ApiKeys apiKeys(Tenancy tenancy, AuditLog audit) {
        return new ApiKeys(tenancy, audit, InstantSource.system());
    }

    @Bean
    Users users(Tenancy tenancy, AuditLog audit) {
        return new Users(tenancy, audit, InstantSource.system());
    }

    @Bean
    Tickets tickets(Tenancy tenancy) {
        return new Tickets(tenancy, InstantSource.system());
    }

    @Bean
    Sessions sessions(Tenancy tenancy, AuditLog audit, io.antiphon.server.configuration.Configuration configuration) {
        byte[] key = new SecretFile(configuration.storage().folder().resolve("session.key"))
                .bytes(32, "everybody signs in again");
        return new Sessions(tenancy, audit, InstantSource.system(), new SecretKeySpec(key, "HmacSHA256"));
    }

    @Bean
    Welcome welcome(
            FirstStart firstStart,
            Users users,
            ApiKeys keys,
            io.antiphon.server.configuration.Configuration configuration) {
        return Welcome.prepare(firstStart.organisation(), users, keys, configuration);
    }

    /** Spring's firewall would answer with nothing but a status. */
    @Bean
    RequestRejectedHandler refusedAddresses() {
        return (request, response, refusal) -> Failures.write(
                ApiFailure.of(
                        400,
                        "invalid_request",
                        "the address of the request cannot be used",
                        "leave out control characters, backslashes, semicolons and what is encoded twice"),
                request,
                response);
    }

    /** Spring would make a user of its own without one. */
    @Bean
    AuthenticationManager nobodyElse() {
        return unknown -> {
            throw new BadCredentialsException("there is no other way in");
        };
    }

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            ApiKeys keys,
            Sessions sessions,
            Tickets tickets,
            FirstStart firstStart,
            io.antiphon.server.configuration.Configuration configuration) {
        boolean open = configuration.web().isOpen();
        Supplier<Identity> anybody = open ? () -> Identity.anybody(firstStart.organisation()) : null;
        var refusals = new Refusals();
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.spa().requireCsrfProtectionMatcher(request -> !open && couldBeForged(request)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT)))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .addFilterBefore(new Entrance(keys, sessions, tickets, anybody), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new RateLimit(), Entrance.class)
                .authorizeHttpRequests(Security::rules);
        CorsConfigurationSource others = others(configuration.web());
        if (others != null) {
            http.cors(cors -> cors.configurationSource(others));
        }
        return http.build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry may) {
        may.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers("/api/v1/auth/login", "/api/v1/auth/link", "/api/v1/openapi.json")
                .permitAll()
                .requestMatchers(POST, "/api/twilio/**", "/api/retell/webhook")
                .permitAll();
        allow(may, GET, Scope.AGENTS_READ, "/api/v1/agents/**", "/api/agents/**");
        allow(may, null, Scope.AGENTS_WRITE, "/api/v1/agents/**", "/api/agents/**");
        for (String shared : List.of("custom-functions", "system-prompts")) {
            allow(may, GET, Scope.AGENTS_READ, "/api/v1/" + shared + "/**", "/api/" + shared + "/**");
            allow(may, null, Scope.AGENTS_WRITE, "/api/v1/" + shared + "/**", "/api/" + shared + "/**");
        }
        allow(may, POST, Scope.CALLS_PLACE, "/api/v1/tickets", "/api/v1/calls/outbound", "/api/calls/outbound");
        allow(may, GET, Scope.CALLS_READ, "/api/v1/calls/**", "/api/calls/**");
        allow(may, null, Scope.CALLS_WRITE, "/api/v1/calls/**", "/api/calls/**");
        allow(may, GET, Scope.KEYS_READ, "/api/v1/keys/**");
        allow(may, POST, Scope.KEYS_WRITE, "/api/v1/keys/**");
        allow(may, DELETE, Scope.KEYS_WRITE, "/api/v1/keys/**");
        allow(may, GET, Scope.WEBHOOKS_READ, "/api/v1/webhooks/**");
        allow(may, null, Scope.WEBHOOKS_WRITE, "/api/v1/webhooks/**");
        allow(may, GET, Scope.RESERVATIONS_READ, "/api/v1/reservations/**");
        allow(may, null, Scope.RESERVATIONS_WRITE, "/api/v1/reservations/**");
        allow(may, GET, Scope.IVR_MENUS_READ, "/api/v1/ivr-menus/**");
        allow(may, null, Scope.IVR_MENUS_WRITE, "/api/v1/ivr-menus/**");
        allow(may, GET, Scope.USERS_READ, "/api/v1/users/**");
        allow(may, null, Scope.USERS_WRITE, "/api/v1/users/**");
        allow(may, GET, Scope.AUDIT_READ, "/api/v1/audit/**");
        allow(may, GET, Scope.AGENTS_READ, "/api/v1/providers");
        allow(may, POST, Scope.AGENTS_WRITE, "/api/v1/providers/*/check");
        allow(may, null, Scope.PROVIDERS_WRITE, "/api/v1/providers/*/key");
        allow(may, GET, Scope.METRICS_READ, "/metrics", "/api/retell/health", "/api/retell/vobiz");
        allow(may, GET, Scope.CALLS_PLACE, "/ws/voice-browser");
        allow(may, GET, Scope.CALLS_WRITE, "/ws/listen");
        may.requestMatchers("/api/**").authenticated().anyRequest().permitAll();
    }

    private static void allow(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry may,
            org.springframework.http.@Nullable HttpMethod method,
            Scope scope,
            String... paths) {
        (method == null ? may.requestMatchers(paths) : may.requestMatchers(method, paths)).hasAuthority(scope.word());
    }

    private static boolean couldBeForged(HttpServletRequest request) {
        return !READING.contains(request.getMethod())
                && !SIGNING_IN.contains(request.getRequestURI())
                && Entrance.isBrowserSession(request);
    }

    /** Pages of other sites that may use the API, with keys and never with the visitor's cookies. */
    private static @Nullable CorsConfigurationSource others(
            io.antiphon.server.configuration.Configuration.Web settings) {
        List<String> origins = new ArrayList<>(settings.origins());
        if (origins.isEmpty()) {
            return null;
        }
        origins.add(origin(settings.publicBaseUrl()));
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(
                List.of("Authorization", "X-API-Key", "Content-Type", "If-Match", "Idempotency-Key", "X-Request-Id"));
        cors.setExposedHeaders(List.of(
                "ETag",
                "Link",
                "Retry-After",
                "X-RateLimit-Limit",
                "X-RateLimit-Remaining",
                "X-RateLimit-Reset",
                "X-Request-Id",
                "X-Total-Count"));
        cors.setAllowCredentials(false);
        cors.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", cors);
        return source;
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    @Bean
    AuthRoutes authRoutes(Users users, Sessions sessions) {
        return new AuthRoutes(users, sessions);
    }

    @Bean
    ApiKeyRoutes apiKeyRoutes(ApiKeys keys, AuditLog audit) {
        return new ApiKeyRoutes(keys, audit, InstantSource.system());
    }

    @Bean
    UserRoutes userRoutes(Users users, AuditLog audit) {
        return new UserRoutes(users, audit);
    }

    @Bean
    TicketRoutes ticketRoutes(Tickets tickets) {
        return new TicketRoutes(tickets);
    }

    @Bean
    AuditRoutes auditRoutes(CurrentOrganisation organisation, AuditLog audit) {
        return new AuditRoutes(organisation, audit);
    }

    @Bean
    CurrentOrganisation currentOrganisation() {
        return () -> Proven.known().org();
    }
}
