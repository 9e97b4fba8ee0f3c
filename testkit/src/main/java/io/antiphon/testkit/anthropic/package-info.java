/** Anthropic's Messages interface on a real socket. */
@NullMarked
package io.antiphon.testkit.anthropic;

import org.jspecify.annotations.NullMarked;
