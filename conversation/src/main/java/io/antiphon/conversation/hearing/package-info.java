/** What is noticed of the caller: their sound, apart from echo and crowd, and what was understood of it. */
@NullMarked
package io.antiphon.conversation.hearing;

import org.jspecify.annotations.NullMarked;
