package io.antiphon.testkit.openai.realtime;

import io.antiphon.audio.Codec;
import io.antiphon.testkit.wire.SimulatedSpeech;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One response, given from a thread of its own. */
final class Response {
    private final RealtimeSession session;
    private final String id;
    private final JsonNode asked;
    private final SimulatedSpeech speech;
    private final Codec codec;
    private final int rate;
    private int outputs;
    private boolean over;
    private @Nullable Thread thread;

    Response(RealtimeSession session, String id, JsonNode asked, JsonNode format) {
        this.session = session;
        this.id = id;
        this.asked = asked;
        this.codec = RealtimeSession.codec(format);
        this.rate = Shape.format(format).orElseThrow();
        this.speech = new SimulatedSpeech(rate, codec == Codec.ULAW, 1);
    }

    boolean isNamed(String name) {
        return id.equals(name);
    }

    void begin(Reply reply) {
        ObjectNode created = session.event("response.created");
        created.set("response", response("in_progress"));
        session.send(created);
        thread = Thread.ofVirtual().name("simulated-response").start(() -> {
            try {
                give(reply);
            } catch (InterruptedException cancelled) {
                // Whoever cancelled has told the end.
            }
        });
    }

    private ObjectNode response(String status) {
        ObjectNode response = RealtimeSession.JSON
                .createObjectNode()
                .put("object", "realtime.response")
                .put("id", id)
                .put("status", status);
        response.set("metadata", asked.path("metadata"));
        response.putArray("output");
        return response;
    }

    private void give(Reply reply) throws InterruptedException {
        switch (reply) {
            case Reply.Words(String text) -> {
                say(text);
                end("completed", "", "");
            }
            case Reply.After(var pause, Reply then) -> {
                boolean never = new CountDownLatch(1).await(pause.toNanos(), TimeUnit.NANOSECONDS);
                assert !never;
                give(then);
            }
            case Reply.Tool(String text, String name, String arguments) -> {
                if (!text.isEmpty()) {
                    say(text);
                }
                call(name, arguments);
                end("completed", "", "");
            }
            case Reply.Stall(String text) -> {
                if (!text.isEmpty()) {
                    say(text);
                }
                new CountDownLatch(1).await();
            }
            case Reply.Farewell(String text) -> {
                say(text);
                session.leave();
            }
            case Reply.Failure(String code) -> end("failed", "", code);
        }
    }

    private ObjectNode part(String type, String item) {
        return session.event(type)
                .put("response_id", id)
                .put("item_id", item)
                .put("output_index", outputs)
                .put("content_index", 0);
    }

    private void output(String type, ObjectNode item) {
        ObjectNode event = session.event(type).put("response_id", id).put("output_index", outputs);
        event.set("item", item.deepCopy());
        tell(event);
    }

    /** Nothing of a response comes after its end. */
    private void tell(JsonNode event) {
        synchronized (session) {
            if (!over) {
                session.send(event);
            }
        }
    }

    private void say(String text) throws InterruptedException {
        String item = session.id("item");
        ObjectNode message = RealtimeSession.item(item, "assistant", "in_progress");
        message.putArray("content");
        output("response.output_item.added", message);
        session.added(item);
        tell(part("response.content_part.added", item)
                .set(
                        "part",
                        RealtimeSession.JSON
                                .createObjectNode()
                                .put("type", "audio")
                                .put("transcript", "")));
        for (String piece : SimulatedSpeech.pieces(text)) {
            synchronized (session) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                tell(part("response.output_audio_transcript.delta", item).put("delta", piece));
                String sound = speech.sound(piece);
                byte[] bytes = Base64.getDecoder().decode(sound);
                session.spoke(item, bytes, (int) (bytes.length * 1000L / codec.bytesPerSample() / rate));
                tell(part("response.output_audio.delta", item).put("delta", sound));
            }
            boolean never = new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
            assert !never;
        }
        tell(part("response.output_audio.done", item));
        tell(part("response.output_audio_transcript.done", item).put("transcript", text));
        message.put("status", "completed");
        message.withArray("content").addObject().put("type", "output_audio").put("transcript", text);
        output("response.output_item.done", message);
        outputs++;
    }

    private void call(String name, String arguments) {
        String item = session.id("item");
        String call = session.id("call");
        session.called(call);
        ObjectNode made = RealtimeSession.JSON
                .createObjectNode()
                .put("id", item)
                .put("object", "realtime.item")
                .put("type", "function_call")
                .put("status", "completed")
                .put("name", name)
                .put("call_id", call)
                .put("arguments", arguments);
        output(
                "response.output_item.added",
                made.deepCopy().put("status", "in_progress").put("arguments", ""));
        tell(session.event("response.function_call_arguments.done")
                .put("response_id", id)
                .put("item_id", item)
                .put("output_index", outputs)
                .put("call_id", call)
                .put("name", name)
                .put("arguments", arguments));
        output("response.output_item.done", made);
        outputs++;
    }

    void cancel(String reason) {
        stop();
        end("cancelled", reason, "");
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void end(String status, String reason, String code) {
        synchronized (session) {
            if (over) {
                return;
            }
            ObjectNode done = response(status);
            ObjectNode details = done.putObject("status_details").put("type", status);
            if (!reason.isEmpty()) {
                details.put("reason", reason);
            }
            if (!code.isEmpty()) {
                details.putObject("error")
                        .put("type", "server_error")
                        .put("code", code)
                        .put("message", "leaked words");
            }
            done.putObject("usage")
                    .put("input_tokens", 20)
                    .put("output_tokens", 10)
                    .put("total_tokens", 30);
            ObjectNode event = session.event("response.done");
            event.set("response", done);
            session.send(event);
            over = true;
            session.over(this);
        }
    }
}
