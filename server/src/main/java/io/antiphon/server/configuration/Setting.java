package io.antiphon.server.configuration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents one thing an operator can set, where it is declared. {@code .env.example} is made from these. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
    /** Name of the environment variable. */
    String name();

    /** Other names it may have; two that disagree are an error. */
    String[] aliases() default {};

    /** What it is when nothing is said; empty for nothing. */
    String standard() default "";

    /** What it does, in one sentence. */
    String about();

    /** Smallest number that will do. */
    int least() default 0;

    /** Largest number that will do. */
    int most() default Integer.MAX_VALUE;

    /** All values there are; empty for any. */
    String[] choices() default {};

    /** Never shown again once read. */
    boolean secret() default false;
}
