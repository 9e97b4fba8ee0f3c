package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.HeaderVault;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.functions.CompatibleFunctionRoutes;
import io.antiphon.control.functions.CustomFunctions;
import io.antiphon.control.functions.FunctionRoutes;
import io.antiphon.control.menus.MenuRoutes;
import io.antiphon.control.menus.MenuSessions;
import io.antiphon.control.menus.Menus;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.prompts.CompatiblePromptRoutes;
import io.antiphon.control.prompts.PromptRoutes;
import io.antiphon.control.prompts.SystemPrompts;
import io.antiphon.control.storage.Tenancy;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the agents of an organisation share. */
@Configuration(proxyBeanMethods = false)
class Shared {
    @Bean
    CustomFunctions customFunctions(Tenancy tenancy, HeaderVault vault, AuditLog audit) {
        return new CustomFunctions(tenancy, vault, audit);
    }

    @Bean
    FunctionRoutes functionRoutes(
            CurrentOrganisation organisation, CustomFunctions functions, Idempotency idempotency, AuditLog audit) {
        return new FunctionRoutes(organisation, functions, idempotency, audit);
    }

    @Bean
    CompatibleFunctionRoutes compatibleFunctionRoutes(
            CurrentOrganisation organisation, CustomFunctions functions, AuditLog audit) {
        return new CompatibleFunctionRoutes(organisation, functions, audit);
    }

    @Bean
    Menus menus(Tenancy tenancy, Agents agents, AuditLog audit) {
        return new Menus(tenancy, agents, audit);
    }

    @Bean
    MenuSessions menuSessions(Tenancy tenancy) {
        return new MenuSessions(tenancy, InstantSource.system());
    }

    @Bean
    MenuRoutes menuRoutes(
            CurrentOrganisation organisation,
            Menus menus,
            MenuSessions sessions,
            Idempotency idempotency,
            AuditLog audit) {
        return new MenuRoutes(organisation, menus, sessions, idempotency, audit);
    }

    @Bean
    SystemPrompts systemPrompts(Tenancy tenancy, AuditLog audit) {
        return new SystemPrompts(tenancy, audit);
    }

    @Bean
    PromptRoutes promptRoutes(
            CurrentOrganisation organisation, SystemPrompts prompts, Idempotency idempotency, AuditLog audit) {
        return new PromptRoutes(organisation, prompts, idempotency, audit);
    }

    @Bean
    CompatiblePromptRoutes compatiblePromptRoutes(
            CurrentOrganisation organisation, SystemPrompts prompts, AuditLog audit) {
        return new CompatiblePromptRoutes(organisation, prompts, audit);
    }
}
