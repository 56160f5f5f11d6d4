package dev.chatroom.server.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is read of other processes. */
class ProcessesTest {
    @Test
    void processorTimeIsTwoFieldsOfStat() {
        String stat =
                "4711 (a ) b (c) S 1 4711 4711 0 -1 4194560 5000 0 3 0 120 34 7 8 20 0 25 0 999 1000000 2000 18446744";
        assertThat(ProcessUse.cpuTicks(stat)).isEqualTo(154);
    }

    @Test
    void residentMemoryIsALineOfStatus() {
        assertThat(ProcessUse.residentKib("Name:\tjava\nVmHWM:\t   99 kB\nVmRSS:\t   88192 kB\n")).isEqualTo(88_192);
        assertThat(ProcessUse.residentKib("Name:\tkthreadd\n")).isZero();
    }

    @Test
    void noProcessHasNoUse() {
        assertThat(ProcessUse.of(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void heapIsTheSumOfTheGenerations() {
        assertThat(JavaHeap.used("""
                4711:
                 def new generation   total 97344K, used 1024K [0x0000000600000000, 0x0000000606990000)
                  eden space 86592K,   1% used [0x0000000600000000, 0x0000000600100000, 0x0000000605490000)
                  from space 10752K,   0% used [0x0000000605490000, 0x0000000605490000, 0x0000000605f10000)
                 tenured generation   total 216192K, used 4096K [0x0000000700000000, 0x000000070d320000)
                   the space 216192K,   1% used [0x0000000700000000, 0x0000000700400000, 0x000000070d320000)
                 Metaspace       used 9000K, committed 9216K, reserved 1114112K
                """)).hasValue(5 << 20);
    }

    @Test
    void heapIsOneFigureWithOtherCollectors() {
        assertThat(JavaHeap.used(" garbage-first heap   total reserved 6291456K, committed 409600K, used 2048K [0x0"))
                .hasValue(2 << 20);
        assertThat(JavaHeap.used(" ZHeap           used 10M, capacity 256M, max capacity 6G")).hasValue(10 << 20);
        assertThat(JavaHeap.used("")).isEmpty();
    }
}
