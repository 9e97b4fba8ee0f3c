package io.antiphon.providers.openai.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.speech.Ear.TurnSignal;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.providers.wire.EarProtocol;
import io.antiphon.providers.wire.EarTimes;
import io.antiphon.providers.wire.VendorFailures;
import io.antiphon.testkit.SpokenLetters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the vendor may say in any order, which a simulator on a socket cannot be made to. */
class TranscriptionProtocolTest implements EarProtocol.Exchange {
    private static final String ITEM = "conversation.item.input_audio_transcription.";

    private final List<String> sent = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private boolean waiting;
    private final TranscriptionProtocol protocol = new TranscriptionProtocol(
            new VendorFailures("openai-transcription"),
            EarTimes.ORDINARY,
            AudioFormat.of(8000),
            SessionUpdate.of("gpt-live-transcribe", new EarSettings("en", 8000, EarSettings.Domain.open())));

    private void speaks(String words) {
        SpokenLetters.say(words, 8000).forEach(frame -> protocol.sound(frame, true, this));
    }

    private void asks() {
        protocol.finish(this);
    }

    private void comes(String type, String item, String field, String words) throws ProviderFailure {
        var message = new JsonMapper().createObjectNode();
        protocol.message(message.put("type", type).put("item_id", item).put(field, words), this);
    }

    private void committed(String item) throws ProviderFailure {
        comes("input_audio_buffer.committed", item, "previous_item_id", "");
    }

    private void guess(String item, String words) throws ProviderFailure {
        comes(ITEM + "delta", item, "delta", words);
    }

    private void whole(String item, String words) throws ProviderFailure {
        comes(ITEM + "completed", item, "transcript", words);
    }

    @Test
    void answersInTheOrderOfTheQuestionsThoughWordsComeInAnother() throws Exception {
        speaks("first thing");
        asks();
        speaks("second thing");
        asks();
        committed("a");
        committed("b");
        whole("b", "second thing");
        assertThat(reports).isEmpty();
        whole("a", "first thing");
        assertThat(reports).containsExactly("said first thing", "said second thing");
        assertThat(waiting).isFalse();
    }

    @Test
    void answersWithTheGuessWhenTheWordsAreLateAndWithTheRestLater() throws Exception {
        speaks("please call");
        asks();
        committed("a");
        guess("a", "please");
        protocol.overdue(this);
        whole("a", "please call");
        assertThat(reports).containsExactly("partial please", "said please", "partial call");
        asks();
        assertThat(reports).last().isEqualTo("said call");
    }

    @Test
    void losesNothingOfWordsThatWereNotEvenGuessedInTime() throws Exception {
        speaks("please call");
        asks();
        protocol.overdue(this);
        speaks("me back");
        asks();
        committed("a");
        committed("b");
        whole("a", "please call");
        whole("b", "me back");
        assertThat(reports).containsExactly("said ", "partial please call", "said please call me back");
    }

    @Test
    void takesAGuessThatIsCorrectedAfterwardsForSaid() throws Exception {
        speaks("please call");
        asks();
        committed("a");
        guess("a", "peas");
        protocol.overdue(this);
        whole("a", "please call");
        guess("a", " corn");
        assertThat(reports).containsExactly("partial peas", "said peas");
    }

    @Test
    void isOwedTheWordsOfEachCommitEvenAfterAGuess() throws Exception {
        assertThat(protocol.owes()).isTrue();
        protocol.message(new JsonMapper().readTree("{\"type\":\"session.updated\"}"), this);
        assertThat(protocol.owes()).isFalse();
        speaks("please call");
        asks();
        committed("a");
        protocol.overdue(this);
        assertThat(protocol.owes()).isTrue();
        whole("a", "please call");
        assertThat(protocol.owes()).isFalse();
    }

    @Test
    void asksForNoWordsWhereNothingWasSpoken() {
        asks();
        assertThat(reports).containsExactly("said ");
        assertThat(sent).isEmpty();
    }

    @Test
    void commitsNoLessThanTheVendorTakes() {
        speaks("a");
        asks();
        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst()).hasSizeGreaterThan(5 * 160 * 4 / 3);
    }

    @Test
    void takesAnEmptyCommitForNothingSaid() throws Exception {
        speaks("please");
        asks();
        protocol.message(
                new JsonMapper()
                        .readTree("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"code\":"
                                + "\"input_audio_buffer_commit_empty\"}}"),
                this);
        assertThat(reports).containsExactly("said ");
    }

    @Test
    void saysWhyAnItemCouldNotBeUnderstood() {
        assertThatThrownBy(() -> protocol.message(
                        new JsonMapper()
                                .readTree("{\"type\":\"" + ITEM + "failed\",\"item_id\":\"a\",\"error\":"
                                        + "{\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}"),
                        this))
                .isInstanceOfSatisfying(
                        ProviderFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMIT));
    }

    @Override
    public void send(String text) {
        sent.add(text);
    }

    @Override
    public void send(byte[] bytes) {
        throw new AssertionError("sound goes as text");
    }

    @Override
    public void partial(String text) {
        reports.add("partial " + text);
    }

    @Override
    public void said(String text, double confidence) {
        reports.add("said " + text);
    }

    @Override
    public void turn(TurnSignal signal) {
        throw new AssertionError("turns are ours");
    }

    @Override
    public void expect(@Nullable Duration time) {
        waiting = time != null;
    }
}
