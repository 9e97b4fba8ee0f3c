/** The conversation itself, spoken or in words alone: folds over a call's events, without thread, timer or chance. */
@NullMarked
package io.antiphon.conversation.engine;

import org.jspecify.annotations.NullMarked;
