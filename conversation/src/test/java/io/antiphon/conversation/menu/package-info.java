@NullMarked
package io.antiphon.conversation.menu;

import org.jspecify.annotations.NullMarked;
