/** PostgreSQL: ours or the operator's, its tables, and the walls between organisations. */
@NullMarked
package io.antiphon.control.storage;

import org.jspecify.annotations.NullMarked;
