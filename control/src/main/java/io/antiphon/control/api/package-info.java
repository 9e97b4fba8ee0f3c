/** What all routes share: whose data is meant, and how a request is told that it failed. */
@NullMarked
package io.antiphon.control.api;

import org.jspecify.annotations.NullMarked;
