package dev.chatroom.core.broadcast;

import java.lang.ref.Reference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;

/** The rules of the Reactive Streams for publishers, as their own test kit checks them: a test for each rule. */
class FlowPublisherTckTest {
    private static final int MOST_EVENTS = 5_000;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final long SILENCE_MILLIS = 20;

    /** What the kit is told of a broadcaster's publisher. */
    public static final class Verification extends FlowPublisherVerification<Delivery.FromLog<Long>> {
        public Verification() {
            super(new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS, SILENCE_MILLIS));
        }

        @Override
        public Flow.Publisher<Delivery.FromLog<Long>> createFlowPublisher(long elements) {
            Broadcaster<Long> news = new Broadcaster<>("news", MOST_EVENTS, Thread::startVirtualThread);
            // Keeps the events for those who subscribe after the end.
            Subscription<Long> unread = news.subscribe();
            LongStream.range(0, Math.min(elements, MOST_EVENTS)).forEach(news::publish);
            if (elements <= MOST_EVENTS) {
                news.close();
            }
            Flow.Publisher<Delivery.FromLog<Long>> publisher = news.publisher(MOST_EVENTS);
            return subscriber -> {
                try {
                    publisher.subscribe(subscriber);
                } finally {
                    Reference.reachabilityFence(unread);
                }
            };
        }

        /** There is none: who fails is the subscriber or nobody. */
        @Override
        public Flow.@org.jspecify.annotations.Nullable Publisher<Delivery.FromLog<Long>> createFailedFlowPublisher() {
            return null;
        }
    }

    @TestFactory
    Stream<DynamicTest> rules() {
        return Arrays.stream(Verification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(rule -> DynamicTest.dynamicTest(rule.getName(), () -> check(rule)));
    }

    private static void check(Method rule) throws Throwable {
        Verification verification = new Verification();
        verification.setUp();
        try {
            rule.invoke(verification);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof SkipException skipped) {
                throw new TestAbortedException(skipped.getMessage(), skipped);
            }
            throw failed.getCause();
        }
    }
}
