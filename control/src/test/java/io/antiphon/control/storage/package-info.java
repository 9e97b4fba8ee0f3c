@NullMarked
package io.antiphon.control.storage;

import org.jspecify.annotations.NullMarked;
