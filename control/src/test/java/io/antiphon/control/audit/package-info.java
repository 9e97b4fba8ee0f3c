@NullMarked
package io.antiphon.control.audit;

import org.jspecify.annotations.NullMarked;
