package dev.chatroom.server.irc.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NumericTest {
    /** By the list of numerics behind modern.ircdocs.horse, RFC 2812 section 5, and IRCv3. */
    private static final String DOCUMENTED = """
            001 RPL_WELCOME  002 RPL_YOURHOST  003 RPL_CREATED  004 RPL_MYINFO  005 RPL_ISUPPORT  010 RPL_BOUNCE
            212 RPL_STATSCOMMANDS  219 RPL_ENDOFSTATS  221 RPL_UMODEIS  242 RPL_STATSUPTIME  250 RPL_STATSCONN
            251 RPL_LUSERCLIENT  252 RPL_LUSEROP  253 RPL_LUSERUNKNOWN  254 RPL_LUSERCHANNELS  255 RPL_LUSERME
            256 RPL_ADMINME  257 RPL_ADMINLOC1  258 RPL_ADMINLOC2  259 RPL_ADMINEMAIL  263 RPL_TRYAGAIN
            265 RPL_LOCALUSERS  266 RPL_GLOBALUSERS  276 RPL_WHOISCERTFP  300 RPL_NONE  301 RPL_AWAY
            302 RPL_USERHOST  303 RPL_ISON  305 RPL_UNAWAY  306 RPL_NOWAWAY  307 RPL_WHOISREGNICK
            311 RPL_WHOISUSER  312 RPL_WHOISSERVER  313 RPL_WHOISOPERATOR  314 RPL_WHOWASUSER  315 RPL_ENDOFWHO
            317 RPL_WHOISIDLE  318 RPL_ENDOFWHOIS  319 RPL_WHOISCHANNELS  320 RPL_WHOISSPECIAL
            321 RPL_LISTSTART  322 RPL_LIST  323 RPL_LISTEND  324 RPL_CHANNELMODEIS  329 RPL_CREATIONTIME
            330 RPL_WHOISACCOUNT  331 RPL_NOTOPIC  332 RPL_TOPIC  333 RPL_TOPICWHOTIME  335 RPL_WHOISBOT
            336 RPL_INVITELIST  337 RPL_ENDOFINVITELIST  338 RPL_WHOISACTUALLY  340 RPL_USERIP  341 RPL_INVITING
            346 RPL_INVEXLIST  347 RPL_ENDOFINVEXLIST  348 RPL_EXCEPTLIST  349 RPL_ENDOFEXCEPTLIST
            351 RPL_VERSION  352 RPL_WHOREPLY  353 RPL_NAMREPLY  354 RPL_WHOSPCRPL  364 RPL_LINKS
            365 RPL_ENDOFLINKS  366 RPL_ENDOFNAMES  367 RPL_BANLIST  368 RPL_ENDOFBANLIST  369 RPL_ENDOFWHOWAS
            371 RPL_INFO  372 RPL_MOTD  374 RPL_ENDOFINFO  375 RPL_MOTDSTART  376 RPL_ENDOFMOTD
            378 RPL_WHOISHOST  379 RPL_WHOISMODES  381 RPL_YOUREOPER  382 RPL_REHASHING  391 RPL_TIME
            396 RPL_VISIBLEHOST  400 ERR_UNKNOWNERROR  401 ERR_NOSUCHNICK  402 ERR_NOSUCHSERVER
            403 ERR_NOSUCHCHANNEL  404 ERR_CANNOTSENDTOCHAN  405 ERR_TOOMANYCHANNELS  406 ERR_WASNOSUCHNICK
            407 ERR_TOOMANYTARGETS  409 ERR_NOORIGIN  410 ERR_INVALIDCAPCMD  411 ERR_NORECIPIENT
            412 ERR_NOTEXTTOSEND  413 ERR_NOTOPLEVEL  414 ERR_WILDTOPLEVEL  415 ERR_BADMASK
            416 ERR_TOOMANYMATCHES  417 ERR_INPUTTOOLONG  421 ERR_UNKNOWNCOMMAND  422 ERR_NOMOTD
            423 ERR_NOADMININFO  431 ERR_NONICKNAMEGIVEN  432 ERR_ERRONEUSNICKNAME  433 ERR_NICKNAMEINUSE
            435 ERR_BANONCHAN  436 ERR_NICKCOLLISION  437 ERR_UNAVAILRESOURCE  441 ERR_USERNOTINCHANNEL  442 ERR_NOTONCHANNEL
            443 ERR_USERONCHANNEL  446 ERR_USERSDISABLED  447 ERR_NONICKCHANGE  451 ERR_NOTREGISTERED
            461 ERR_NEEDMOREPARAMS  462 ERR_ALREADYREGISTERED  463 ERR_NOPERMFORHOST  464 ERR_PASSWDMISMATCH
            465 ERR_YOUREBANNEDCREEP  467 ERR_KEYSET  471 ERR_CHANNELISFULL  472 ERR_UNKNOWNMODE
            473 ERR_INVITEONLYCHAN  474 ERR_BANNEDFROMCHAN  475 ERR_BADCHANNELKEY  476 ERR_BADCHANMASK
            477 ERR_NEEDREGGEDNICK  478 ERR_BANLISTFULL  481 ERR_NOPRIVILEGES  482 ERR_CHANOPRIVSNEEDED
            483 ERR_CANTKILLSERVER  484 ERR_RESTRICTED  485 ERR_UNIQOPPRIVSNEEDED  489 ERR_SECUREONLYCHAN
            491 ERR_NOOPERHOST  501 ERR_UMODEUNKNOWNFLAG  502 ERR_USERSDONTMATCH  524 ERR_HELPNOTFOUND
            525 ERR_INVALIDKEY  670 RPL_STARTTLS  671 RPL_WHOISSECURE  691 ERR_STARTTLS
            696 ERR_INVALIDMODEPARAM  697 ERR_LISTMODEALREADYSET  698 ERR_LISTMODENOTSET  704 RPL_HELPSTART
            705 RPL_HELPTXT  706 RPL_ENDOFHELP  723 ERR_NOPRIVS  730 RPL_MONONLINE  731 RPL_MONOFFLINE
            732 RPL_MONLIST  733 RPL_ENDOFMONLIST  734 ERR_MONLISTFULL  900 RPL_LOGGEDIN  901 RPL_LOGGEDOUT
            902 ERR_NICKLOCKED  903 RPL_SASLSUCCESS  904 ERR_SASLFAIL  905 ERR_SASLTOOLONG  906 ERR_SASLABORTED
            907 ERR_SASLALREADY  908 RPL_SASLMECHS
            """;

    @Test
    void codesAndNamesAreTheDocumentedOnes() {
        List<String> documented = Arrays.asList(DOCUMENTED.strip().split("\\s{2,}|\n"));
        assertThat(Numeric.values())
                .extracting(numeric -> numeric.digits() + " " + numeric.name())
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void noCodeHasTwoMeanings() {
        assertThat(Numeric.values()).extracting(Numeric::code).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void digitsAreTheCodeInThreeDigits(Numeric numeric) {
        assertThat(numeric.digits()).hasSize(3).containsOnlyDigits();
        assertThat(Integer.parseInt(numeric.digits())).isEqualTo(numeric.code());
    }

    @ParameterizedTest
    @EnumSource
    void textsAreShortAndPlain(Numeric numeric) {
        assertThat(numeric.text()).hasSizeLessThan(80).matches("([ -~]*[^ <>%])?");
    }

    @ParameterizedTest
    @CsvSource({
        "RPL_ISUPPORT, are supported by this server",
        "RPL_ENDOFNAMES, End of /NAMES list",
        "RPL_ENDOFWHOIS, End of /WHOIS list",
        "RPL_ENDOFWHO, End of /WHO list",
        "RPL_ENDOFMOTD, End of /MOTD command",
        "RPL_LISTEND, End of /LIST",
        "RPL_ENDOFBANLIST, End of channel ban list",
        "ERR_NICKNAMEINUSE, Nickname is already in use",
        "ERR_BADCHANNELKEY, Cannot join channel (+k)",
    })
    void textsThatClientsKnowAreTheUsualOnes(Numeric numeric, String text) {
        assertThat(numeric.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(names = {"RPL_TOPIC", "RPL_WHOREPLY", "RPL_NAMREPLY", "RPL_MOTD", "RPL_AWAY", "RPL_UMODEIS"})
    void whereTheLastParameterIsDataThereIsNoText(Numeric numeric) {
        assertThat(numeric.text()).isEmpty();
    }
}
