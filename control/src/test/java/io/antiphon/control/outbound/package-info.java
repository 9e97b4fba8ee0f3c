@NullMarked
package io.antiphon.control.outbound;

import org.jspecify.annotations.NullMarked;
