/** Where secrets are sealed that the database keeps. */
@NullMarked
package io.antiphon.control.vault;

import org.jspecify.annotations.NullMarked;
