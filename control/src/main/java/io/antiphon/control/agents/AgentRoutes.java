package io.antiphon.control.agents;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.organisations.CurrentOrganisation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Agents over HTTP; to be read for now. */
@RestController
@RequestMapping("/api/v1/agents")
public final class AgentRoutes {
    private final CurrentOrganisation organisation;
    private final Agents agents;

    public AgentRoutes(CurrentOrganisation organisation, Agents agents) {
        this.organisation = organisation;
        this.agents = agents;
    }

    @GetMapping
    AgentView.Page list() {
        return new AgentView.Page(
                agents.list(organisation.id()).stream().map(AgentView::of).toList());
    }

    @GetMapping("/{agent}")
    AgentView get(@PathVariable("agent") String idOrName) {
        return agents.find(organisation.id(), idOrName)
                .map(AgentView::of)
                .orElseThrow(() -> ApiFailure.notFound("there is no agent of this id or name"));
    }
}
