/** Deepgram's streaming recognition: Nova (v1/listen) and Flux (v2/listen), which judges turns itself. */
@NullMarked
package io.antiphon.providers.deepgram;

import org.jspecify.annotations.NullMarked;
