// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;

/** What callers of a peer that blocks run on. */
public enum Threads {
    /** Operating system threads: more of them than connections only wait. */
    PLATFORM {
        @Override
        public ThreadFactory factory() {
            return Threads::daemon;
        }

        @Override
        public int most(int poolSize) {
            return poolSize;
        }
    },
    /** As many operating system threads as there are cores. */
    CORES {
        @Override
        public ThreadFactory factory() {
            return Threads::daemon;
        }

        @Override
        public int most(int poolSize) {
            return Runtime.getRuntime().availableProcessors();
        }
    },
    /** Virtual threads: one for each caller. */
    VIRTUAL {
        @Override
        public ThreadFactory factory() {
            return work -> {
                try {
                    // Java 21's Thread.ofVirtual().unstarted(work); this is compiled for 17.
                    Method builder = Thread.class.getMethod("ofVirtual");
                    return (Thread) Class.forName("java.lang.Thread$Builder")
                            .getMethod("unstarted", Runnable.class)
                            .invoke(builder.invoke(null), work);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("this JDK has no virtual threads", e);
                }
            };
        }

        @Override
        public int most(int poolSize) {
            return Integer.MAX_VALUE;
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
     * @return a factory
     */
    public abstract ThreadFactory factory();

    /**
     * How many are of use.
     *
     * @param poolSize how many connections there are
     * @return the most
     */
    public abstract int most(int poolSize);
}
