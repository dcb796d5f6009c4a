// SPDX-License-Identifier: Apache-2.0
/** Hibernate Reactive, measured like every other peer: {@link io.authflux.benchmarks.hibernate.HibernateReactivePeer}. */
@NullMarked
package io.authflux.benchmarks.hibernate;

import org.jspecify.annotations.NullMarked;
