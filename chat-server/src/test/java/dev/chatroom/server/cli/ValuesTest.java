package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final Duration LEAST = Duration.ofMillis(100);

    @ParameterizedTest
    @CsvSource({"100ms, PT0.1S", "1s, PT1S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "8760h, PT8760H", "' 7s ', PT7S"})
    void aDurationIsANumberWithAUnit(String text, Duration duration) {
        assertThat(Values.duration("--x", text, LEAST, false)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1.5s", "1 s", "1d", "99ms", "0", "5", "30", "off", "8761h", "9999999999h",
        "one"})
    void whatIsNoDurationIsSaidWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Values.duration("--x", text, LEAST, false))
                .isInstanceOf(Values.WrongValue.class)
                .hasMessage(
                        "--x takes a time from 100ms to 365 days, such as 500ms, 30s, 5m or 2h, not '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "0", " off "})
    void aDurationMayBeOffWhereThatIsAllowed(String text) {
        assertThat(Values.duration("--x", text, LEAST, true)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 10", "' 7 ', 7", "+3, 3"})
    void aNumberIsWithinItsRange(String text, int number) {
        assertThat(Values.number("--x", text, 1, 10)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "11", "-1", "1e1", "ten", "99999999999"})
    void whatIsNoNumberInTheRangeIsSaidWithTheRange(String text) {
        assertThatThrownBy(() -> Values.number("--x", text, 1, 10))
                .isInstanceOf(Values.WrongValue.class)
                .hasMessage("--x takes a number from 1 to 10, not '" + text + "'");
    }

    @Test
    void anAddressMayStandInBrackets() {
        assertThat(Values.address("--x", "[::1]")).isEqualTo(Values.address("--x", "::1"));
        assertThat(Values.address("--x", "127.0.0.1").isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[", "[::1", "1::2::3"})
    void whatIsNoAddressIsSaid(String text) {
        assertThatThrownBy(() -> Values.address("--x", text))
                .isInstanceOf(Values.WrongValue.class)
                .hasMessageContaining("--x takes an address")
                .hasMessageContaining("'" + text + "'");
    }
}
