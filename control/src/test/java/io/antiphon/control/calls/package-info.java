@NullMarked
package io.antiphon.control.calls;

import org.jspecify.annotations.NullMarked;
