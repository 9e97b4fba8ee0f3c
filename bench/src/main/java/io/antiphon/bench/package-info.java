/**
 * Benchmarks by JMH. After {@code mvn -pl bench -am verify}, with the module's class path:
 * {@code java -cp ... org.openjdk.jmh.Main}, and a benchmark's name to run only that one.
 */
@NullMarked
package io.antiphon.bench;

import org.jspecify.annotations.NullMarked;
