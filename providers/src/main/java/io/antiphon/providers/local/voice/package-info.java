/** Voices that run on this machine: one inside this process, two as separate programs. */
@NullMarked
package io.antiphon.providers.local.voice;

import org.jspecify.annotations.NullMarked;
