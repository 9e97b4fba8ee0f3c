package io.antiphon.knowledge;

import io.antiphon.ports.knowledge.Findings;

/** Findings with the evidence they were judged by, for calibration and for an operator who tries a question. */
public record Examination(Findings findings, Evidence evidence) {}
