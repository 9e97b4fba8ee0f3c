@org.jspecify.annotations.NullMarked
package io.antiphon.control.webhooks;
