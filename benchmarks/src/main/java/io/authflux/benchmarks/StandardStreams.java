// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the one place that may touch the process's own streams; the build refuses them everywhere else. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface StandardStreams {}
