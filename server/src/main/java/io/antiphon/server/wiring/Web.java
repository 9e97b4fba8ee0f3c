package io.antiphon.server.wiring;

import io.antiphon.control.access.Proven;
import io.antiphon.control.access.Tickets;
import io.antiphon.control.agents.AgentDocumentRoutes;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.AgentRoutes;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.CompatibleAgentRoutes;
import io.antiphon.control.agents.HeaderVault;
import io.antiphon.control.agents.InvalidAgent;
import io.antiphon.control.agents.ProfileCheck;
import io.antiphon.control.agents.Releases;
import io.antiphon.control.api.Failures;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.api.OpenApiRoutes;
import io.antiphon.control.api.QueryCheck;
import io.antiphon.control.api.RequestIds;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.calls.CallDeletion;
import io.antiphon.control.calls.CallNotes;
import io.antiphon.control.calls.CallRoutes;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.calls.CompatibleCallRoutes;
import io.antiphon.control.calls.CompatibleCalls;
import io.antiphon.control.calls.HistoryRoutes;
import io.antiphon.control.calls.Recordings;
import io.antiphon.control.calls.Waits;
import io.antiphon.control.live.LiveCalls;
import io.antiphon.control.live.LiveRoutes;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.outbound.OutboundCalls;
import io.antiphon.control.prompts.SystemPrompts;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.webhooks.Deliveries;
import io.antiphon.control.webhooks.Outbox;
import io.antiphon.knowledge.DocumentReader;
import io.antiphon.knowledge.SourceFile;
import io.antiphon.knowledge.UnreadableDocument;
import java.time.InstantSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages and routes. */
@Configuration(proxyBeanMethods = false)
class Web {
    @Bean
    Releases releases(Tenancy tenancy, Agents agents, HeaderVault vault, AuditLog audit, Outbox outbox) {
        return new Releases(tenancy, agents, vault, audit, outbox, Proven::actor);
    }

    @Bean
    Idempotency idempotency(Tenancy tenancy) {
        return new Idempotency(tenancy);
    }

    @Bean
    AgentRoutes agentRoutes(
            CurrentOrganisation organisation,
            Agents agents,
            Releases releases,
            SystemPrompts prompts,
            Idempotency idempotency,
            AuditLog audit,
            ProfileCheck check) {
        return new AgentRoutes(organisation, agents, releases, prompts, idempotency, audit, check);
    }

    @Bean
    AgentDocumentRoutes agentDocumentRoutes(
            CurrentOrganisation organisation, Agents agents, AgentDocuments documents, AuditLog audit) {
        return new AgentDocumentRoutes(organisation, agents, documents, Web::check, audit);
    }

    private static void check(String name, String language, byte[] content) {
        try {
            new DocumentReader().read(new SourceFile(name, language, content));
        } catch (UnreadableDocument unreadable) {
            throw new InvalidAgent("name", String.valueOf(unreadable.getMessage()));
        }
    }

    @Bean
    CompatibleAgentRoutes compatibleAgentRoutes(
            CurrentOrganisation organisation, Agents agents, Releases releases, SystemPrompts prompts, AuditLog audit) {
        return new CompatibleAgentRoutes(organisation, agents, releases, prompts, audit);
    }

    @Bean
    CallDeletion callDeletion(Tenancy tenancy, Recordings recordings, AuditLog audit) {
        return new CallDeletion(tenancy, recordings, audit);
    }

    @Bean(destroyMethod = "close")
    Retention retention(CallDeletion deletion, Deliveries deliveries, Organisations organisations) {
        return Retention.daily(deletion, deliveries, organisations);
    }

    @Bean
    CallRoutes callRoutes(
            CurrentOrganisation organisation,
            Calls calls,
            Agents agents,
            Recordings recordings,
            CallDeletion deletion,
            AuditLog audit) {
        return new CallRoutes(organisation, calls, agents, recordings, deletion, audit);
    }

    @Bean
    HistoryRoutes historyRoutes(
            CurrentOrganisation organisation, Agents agents, Calls calls, Tenancy tenancy, AuditLog audit) {
        return new HistoryRoutes(organisation, agents, calls, new Waits(tenancy, InstantSource.system()), audit);
    }

    @Bean
    LiveRoutes liveRoutes(
            CurrentOrganisation organisation,
            LiveCalls live,
            Calls calls,
            Tenancy tenancy,
            Tickets tickets,
            AuditLog audit,
            OutboundCalls outbound) {
        return new LiveRoutes(
                organisation, live, calls, new CallNotes(tenancy, audit), tickets, audit, outbound::cancel);
    }

    @Bean
    CompatibleCallRoutes compatibleCallRoutes(
            CurrentOrganisation organisation, Tenancy tenancy, CallDeletion deletion, AuditLog audit) {
        return new CompatibleCallRoutes(organisation, new CompatibleCalls(tenancy), deletion, audit);
    }

    @Bean
    Failures failures() {
        return new Failures();
    }

    @Bean
    FilterRegistrationBean<RequestIds> requestIds() {
        var registration = new FilterRegistrationBean<>(new RequestIds());
        registration.setOrder(Integer.MIN_VALUE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<QueryCheck> queryCheck() {
        var registration = new FilterRegistrationBean<>(new QueryCheck());
        registration.setOrder(Integer.MIN_VALUE + 1);
        return registration;
    }

    @Bean
    Readiness readiness(Database database, Switchboard switchboard) {
        return new Readiness(database, switchboard);
    }

    @Bean
    SystemRoutes systemRoutes(Readiness readiness, CurrentOrganisation organisation, Staff staff) {
        return new SystemRoutes(readiness, organisation, staff);
    }

    @Bean
    ConsolePages consolePages() {
        return new ConsolePages();
    }

    @Bean
    ConsoleAssets consoleAssets() {
        return new ConsoleAssets();
    }

    @Bean
    OpenApiRoutes openApiRoutes() {
        return new OpenApiRoutes();
    }

    @Bean
    ApiPages apiPages() {
        return new ApiPages();
    }

    @Bean
    UnknownPages unknownPages() {
        return new UnknownPages();
    }
}
