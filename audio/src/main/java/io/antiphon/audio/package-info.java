/** Sound as numbers: frames, codecs, resampling, WAV, level and voice activity. No thread, no clock. */
@NullMarked
package io.antiphon.audio;

import org.jspecify.annotations.NullMarked;
