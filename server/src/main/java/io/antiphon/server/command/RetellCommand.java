package io.antiphon.server.command;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.providers.retell.RetellAddresses;
import io.antiphon.providers.retell.RetellApi;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.ConfigurationFailure;
import io.antiphon.server.retell.RetellSetup;
import io.antiphon.server.retell.RetellSetup.Done;
import io.antiphon.server.retell.RetellWishes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is to be set up at Retell. */
@Command(
        name = "retell",
        mixinStandardHelpOptions = true,
        description = "Set up calls that Retell hosts.",
        subcommands = RetellCommand.Connect.class,
        footer = {"", "Examples:", "  antiphon retell connect --agent palli-sahayak"})
final class RetellCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: connect");
    }

    /** Makes this server known to Retell. */
    @Command(
            name = "connect",
            mixinStandardHelpOptions = true,
            description = "Make or change the agent at Retell that asks this server for words, and lead a number to it."
                    + " The server must be running; saying it again does no harm.",
            footer = {
                "",
                "It reads RETELL_API_KEY, RETELL_LLM_TOKEN and PUBLIC_BASE_URL; RETELL_AGENT_ID and RETELL_AGENT_NAME say",
                "which agent at Retell; VOBIZ_* or RETELL_INBOUND_NUMBER_ID which number.",
                "",
                "Examples:",
                "  antiphon retell connect",
                "  antiphon retell connect --agent palli-sahayak --voice cartesia-hindi-narrator-woman"
            })
    static final class Connect implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Option(
                names = "--agent",
                paramLabel = "NAME",
                description = "Name or id of the agent here that is to answer; the default agent if left out.")
        private @Nullable String agent;

        @Option(
                names = "--voice",
                paramLabel = "ID",
                description = "Retell's id of the voice (default: one for the agent's language).")
        private @Nullable String voice;

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Option(names = "--env-file", paramLabel = "F", description = "File of NAME=value lines (default ./.env).")
        private @Nullable Path envFile;

        @Override
        public Integer call() {
            Configuration configuration = options.configuration(envFile);
            Settings settings = Settings.of(configuration);
            var profile = new AgentLookup(options.access(configuration)).of(agent);
            var addresses = new RetellAddresses(configuration.web().publicBaseUrl());
            String named = agent == null ? null : profile.path("name").asString("");
            var wishes = new RetellWishes(
                    configuration.telephony().retell().agentName(),
                    profile,
                    addresses.words(settings.token(), named),
                    addresses.webhook(),
                    voice);
            try (var retell = new RetellApi(configuration.telephony().retell().apiUrl(), settings.key())) {
                print(wishes, new RetellSetup(retell, configuration.telephony()).make(wishes), settings);
                return CommandLine.ExitCode.OK;
            } catch (ProviderFailure failure) {
                throw new CommandFailure(AntiphonCommand.FAILED, String.valueOf(failure.getMessage()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new CommandFailure(AntiphonCommand.FAILED, "stopped");
            }
        }

        private void print(RetellWishes wishes, RetellSetup.Result result, Settings settings) {
            PrintWriter out = spec.commandLine().getOut();
            line(out, "Agent", wishes.name() + ", " + result.agent() + ", " + word(result.agentDone()));
            line(
                    out,
                    "Answers",
                    wishes.profile().path("display_name").asString("") + ", over "
                            + wishes.words().replace(settings.token(), "…"));
            line(out, "Webhook", wishes.webhook());
            line(out, "Language", wishes.language().tag() + ", spoken by " + wishes.speaker());
            if (result.numberDone() != null) {
                line(out, "Number", result.number() + ", " + word(result.numberDone()));
            } else if (result.number() == null) {
                line(out, "Number", "none: set VOBIZ_* or RETELL_INBOUND_NUMBER_ID, and say this again");
            }
            result.notes().forEach(note -> line(out, "Note", note));
            if (!result.agent().equals(settings.agent())) {
                out.printf("%nSet RETELL_AGENT_ID=%s and start the server again.%n", result.agent());
            }
            out.flush();
        }

        private static void line(PrintWriter out, String what, String detail) {
            out.printf("%-9s %s%n", what, detail);
        }

        private static String word(Done done) {
            return switch (done) {
                case MADE -> "made";
                case CHANGED -> "changed";
            };
        }
    }

    /**
     * What has to be set.
     *
     * @param agent id of the agent at Retell; null where it is to be found or made
     */
    private record Settings(
            ApiKey key, String token, @Nullable String agent) {
        static Settings of(Configuration configuration) {
            var retell = configuration.telephony().retell();
            ApiKey key = retell.apiKey();
            String token = configuration.web().retellLlmToken();
            List<String> problems = new ArrayList<>();
            if (key == null) {
                problems.add("RETELL_API_KEY is not set: take the key that Retell marks as its webhooks'.");
            }
            if (token == null) {
                problems.add("RETELL_LLM_TOKEN is not set, without which Retell cannot ask this server: take one that"
                        + " openssl rand -hex 16 makes, for the server too.");
            }
            if ("https".equals(retell.apiUrl().getScheme())
                    && !"https".equals(configuration.web().publicBaseUrl().getScheme())) {
                problems.add("PUBLIC_BASE_URL must be the https address under which Retell reaches this server.");
            }
            if (key == null || token == null || !problems.isEmpty()) {
                throw new ConfigurationFailure(problems);
            }
            return new Settings(key, token, retell.agentId());
        }
    }
}
