// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.load.Workers;
import java.util.concurrent.ThreadFactory;

/** What callers of a peer that blocks run on. */
public enum Threads {
    /** Operating system threads: more of them than connections only wait. */
    PLATFORM {
        @Override
        public Workers workers(int poolSize) {
            return new Workers(Threads::daemon, poolSize, false);
        }
    },
    /** As many operating system threads as there are cores. */
    CORES {
        @Override
        public Workers workers(int poolSize) {
            return new Workers(Threads::daemon, Runtime.getRuntime().availableProcessors(), false);
        }
    },
    /** Virtual threads: one for each call, as many as there are callers. */
    VIRTUAL {
        @Override
        public Workers workers(int poolSize) {
            try {
                // Java 21's Thread.ofVirtual().factory(); this is compiled for 17.
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                Object factory = Class.forName("java.lang.Thread$Builder")
                        .getMethod("factory")
                        .invoke(builder);
                return new Workers((ThreadFactory) factory, Integer.MAX_VALUE, true);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this JDK has no virtual threads", e);
            }
        }
    };

    /** The first JDK on which a virtual thread that waits for a monitor frees its carrier. */
    private static final int FIT = 24;

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "caller");
        thread.setDaemon(true);
        return thread;
    }

    static boolean areVirtualSupported() {
        return Runtime.version().feature() >= FIT;
    }

    /**
     * Makes them.
     *
     * @param poolSize how many connections there are
     * @return as many as are of use
     */
    public abstract Workers workers(int poolSize);
}
