/** What was changed, when and by whom: appended to, never altered. */
@NullMarked
package io.antiphon.control.audit;

import org.jspecify.annotations.NullMarked;
