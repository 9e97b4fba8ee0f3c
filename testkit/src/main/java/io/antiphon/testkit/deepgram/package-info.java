/** Deepgram's streaming recognition, v1 (Nova) and v2 (Flux), on a real socket. */
@NullMarked
package io.antiphon.testkit.deepgram;

import org.jspecify.annotations.NullMarked;
