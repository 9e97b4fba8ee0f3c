/** The helpline: a palliative-care assistant for callers and their families. */
@NullMarked
package io.antiphon.apps.helpline;

import org.jspecify.annotations.NullMarked;
