// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged between its start and its close: by Authflux at every level, by others from {@code INFO} up.
 * Needs {@code ch.qos.logback:logback-classic} in test scope.
 */
public final class LogCapture implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root;
    private final Logger ours;
    private final Level rootBefore;
    private final List<Level> oursBefore;
    private final AppenderBase<ILoggingEvent> appender;

    private LogCapture(LoggerContext context) {
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ours = context.getLogger("io.authflux");
        rootBefore = root.getLevel();
        oursBefore = ours.getLevel() == null ? List.of() : List.of(ours.getLevel());
        appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(text(event));
            }
        };
        appender.setContext(context);
    }

    /**
     * Begins to listen.
     *
     * @return a capture, to be closed
     * @throws IllegalStateException if SLF4J is bound to something other than Logback
     */
    public static LogCapture start() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException(
                    "add ch.qos.logback:logback-classic in test scope, and no other SLF4J binding");
        }
        LogCapture capture = new LogCapture(context);
        capture.root.setLevel(Level.INFO);
        capture.ours.setLevel(Level.TRACE);
        capture.appender.start();
        capture.root.addAppender(capture.appender);
        return capture;
    }

    private static String text(ILoggingEvent event) {
        String failure =
                event.getThrowableProxy() == null ? "" : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage() + failure;
    }

    /**
     * What was logged so far.
     *
     * @return one text an event: level, logger, message, and the stack trace if there is one
     */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Stops listening, and puts the levels back. */
    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
        root.setLevel(rootBefore);
        ours.setLevel(oursBefore.isEmpty() ? null : oursBefore.get(0));
    }
}
