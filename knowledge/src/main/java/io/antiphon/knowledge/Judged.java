package io.antiphon.knowledge;

/**
 * A question of which a person has said whether its findings answer it.
 *
 * @param evidence what spoke for the findings
 * @param answered whether a passage that answers was among them
 */
public record Judged(Evidence evidence, boolean answered) {}
