package dev.chatroom.server.irc.message;

/**
 * The numbered replies of a server to its clients, by the names that documents give them.
 *
 * <p>Source: <a href="https://modern.ircdocs.horse/#numerics">modern.ircdocs.horse, numerics</a>, unless a group says
 * another. What stands between the client's nickname and the text is also said there. Texts are free, but some clients
 * know the usual ones of lists' ends.
 */
public enum Numeric {
    RPL_WELCOME(1, ""),
    RPL_YOURHOST(2, ""),
    RPL_CREATED(3, ""),
    RPL_MYINFO(4, ""),
    RPL_ISUPPORT(5, "are supported by this server"),
    RPL_BOUNCE(10, ""),
    RPL_STATSCOMMANDS(212, ""),
    RPL_ENDOFSTATS(219, "End of /STATS report"),
    RPL_UMODEIS(221, ""),
    RPL_STATSUPTIME(242, ""),
    RPL_LUSERCLIENT(251, ""),
    RPL_LUSEROP(252, "operator(s) online"),
    RPL_LUSERUNKNOWN(253, "unknown connection(s)"),
    RPL_LUSERCHANNELS(254, "channels formed"),
    RPL_LUSERME(255, ""),
    RPL_ADMINME(256, "Administrative info"),
    RPL_ADMINLOC1(257, ""),
    RPL_ADMINLOC2(258, ""),
    RPL_ADMINEMAIL(259, ""),
    RPL_TRYAGAIN(263, "The server is busy, please try again in a while"),
    RPL_LOCALUSERS(265, ""),
    RPL_GLOBALUSERS(266, ""),
    RPL_WHOISCERTFP(276, ""),
    RPL_NONE(300, ""),
    RPL_AWAY(301, ""),
    RPL_USERHOST(302, ""),
    RPL_UNAWAY(305, "You are no longer marked as being away"),
    RPL_NOWAWAY(306, "You have been marked as being away"),
    RPL_WHOISREGNICK(307, "has identified for this nick"),
    RPL_WHOISUSER(311, ""),
    RPL_WHOISSERVER(312, ""),
    RPL_WHOISOPERATOR(313, "is an IRC operator"),
    RPL_WHOWASUSER(314, ""),
    RPL_ENDOFWHO(315, "End of /WHO list"),
    RPL_WHOISIDLE(317, "seconds idle, signon time"),
    RPL_ENDOFWHOIS(318, "End of /WHOIS list"),
    RPL_WHOISCHANNELS(319, ""),
    RPL_WHOISSPECIAL(320, ""),
    RPL_LISTSTART(321, "Users  Name"),
    RPL_LIST(322, ""),
    RPL_LISTEND(323, "End of /LIST"),
    RPL_CHANNELMODEIS(324, ""),
    RPL_CREATIONTIME(329, ""),
    RPL_WHOISACCOUNT(330, "is logged in as"),
    RPL_NOTOPIC(331, "No topic is set"),
    RPL_TOPIC(332, ""),
    RPL_TOPICWHOTIME(333, ""),
    RPL_INVITELIST(336, ""),
    RPL_ENDOFINVITELIST(337, "End of /INVITE list"),
    RPL_WHOISACTUALLY(338, "is actually using host"),
    RPL_INVITING(341, ""),
    RPL_INVEXLIST(346, ""),
    RPL_ENDOFINVEXLIST(347, "End of channel invite exception list"),
    RPL_EXCEPTLIST(348, ""),
    RPL_ENDOFEXCEPTLIST(349, "End of channel exception list"),
    RPL_VERSION(351, ""),
    RPL_WHOREPLY(352, ""),
    RPL_NAMREPLY(353, ""),
    RPL_LINKS(364, ""),
    RPL_ENDOFLINKS(365, "End of /LINKS list"),
    RPL_ENDOFNAMES(366, "End of /NAMES list"),
    RPL_BANLIST(367, ""),
    RPL_ENDOFBANLIST(368, "End of channel ban list"),
    RPL_ENDOFWHOWAS(369, "End of /WHOWAS list"),
    RPL_INFO(371, ""),
    RPL_MOTD(372, ""),
    RPL_ENDOFINFO(374, "End of /INFO list"),
    RPL_MOTDSTART(375, ""),
    RPL_ENDOFMOTD(376, "End of /MOTD command"),
    RPL_WHOISHOST(378, ""),
    RPL_WHOISMODES(379, ""),
    RPL_YOUREOPER(381, "You are now an IRC operator"),
    RPL_REHASHING(382, "Rehashing"),
    RPL_TIME(391, ""),
    ERR_UNKNOWNERROR(400, ""),
    ERR_NOSUCHNICK(401, "No such nick/channel"),
    ERR_NOSUCHSERVER(402, "No such server"),
    ERR_NOSUCHCHANNEL(403, "No such channel"),
    ERR_CANNOTSENDTOCHAN(404, "Cannot send to channel"),
    ERR_TOOMANYCHANNELS(405, "You have joined too many channels"),
    ERR_WASNOSUCHNICK(406, "There was no such nickname"),
    ERR_NOORIGIN(409, "No origin specified"),
    ERR_NORECIPIENT(411, "No recipient given"),
    ERR_NOTEXTTOSEND(412, "No text to send"),
    ERR_INPUTTOOLONG(417, "Input line was too long"),
    ERR_UNKNOWNCOMMAND(421, "Unknown command"),
    ERR_NOMOTD(422, "There is no message of the day"),
    ERR_NONICKNAMEGIVEN(431, "No nickname given"),
    ERR_ERRONEUSNICKNAME(432, "Erroneous nickname"),
    ERR_NICKNAMEINUSE(433, "Nickname is already in use"),
    ERR_NICKCOLLISION(436, "Nickname collision"),
    ERR_USERNOTINCHANNEL(441, "They aren't on that channel"),
    ERR_NOTONCHANNEL(442, "You're not on that channel"),
    ERR_USERONCHANNEL(443, "is already on channel"),
    ERR_NOTREGISTERED(451, "You have not registered"),
    ERR_NEEDMOREPARAMS(461, "Not enough parameters"),
    ERR_ALREADYREGISTERED(462, "You may not reregister"),
    ERR_PASSWDMISMATCH(464, "Password incorrect"),
    ERR_YOUREBANNEDCREEP(465, "You are banned from this server"),
    ERR_CHANNELISFULL(471, "Cannot join channel (+l)"),
    ERR_UNKNOWNMODE(472, "is unknown mode char to me"),
    ERR_INVITEONLYCHAN(473, "Cannot join channel (+i)"),
    ERR_BANNEDFROMCHAN(474, "Cannot join channel (+b)"),
    ERR_BADCHANNELKEY(475, "Cannot join channel (+k)"),
    ERR_BADCHANMASK(476, "Invalid channel name"),
    ERR_NOPRIVILEGES(481, "Permission denied, you're not an IRC operator"),
    ERR_CHANOPRIVSNEEDED(482, "You're not channel operator"),
    ERR_CANTKILLSERVER(483, "You can't kill a server"),
    ERR_NOOPERHOST(491, "Nobody runs this server: it was started without --operator"),
    ERR_UMODEUNKNOWNFLAG(501, "Unknown mode flag"),
    ERR_USERSDONTMATCH(502, "Can't change or view the modes of other users"),
    ERR_HELPNOTFOUND(524, "No help available on this topic"),
    ERR_INVALIDKEY(525, "Key is not well-formed"),
    RPL_STARTTLS(670, "STARTTLS successful, proceed with TLS handshake"),
    RPL_WHOISSECURE(671, "is using a secure connection"),
    ERR_STARTTLS(691, "STARTTLS failed"),
    ERR_INVALIDMODEPARAM(696, ""),
    RPL_HELPSTART(704, ""),
    RPL_HELPTXT(705, ""),
    RPL_ENDOFHELP(706, ""),
    ERR_NOPRIVS(723, "Insufficient operator privileges"),
    RPL_LOGGEDIN(900, ""),
    RPL_LOGGEDOUT(901, "You are now logged out"),
    ERR_NICKLOCKED(902, "This account cannot be used now"),
    RPL_SASLSUCCESS(903, "SASL authentication successful"),
    ERR_SASLFAIL(904, "SASL authentication failed"),
    ERR_SASLTOOLONG(905, "SASL message too long"),
    ERR_SASLABORTED(906, "SASL authentication aborted"),
    ERR_SASLALREADY(907, "You have already authenticated using SASL"),
    RPL_SASLMECHS(908, "are available SASL mechanisms"),

    // RFC 2812 section 5, where modern.ircdocs.horse has nothing newer.
    RPL_ISON(303, ""),
    ERR_TOOMANYTARGETS(407, "Too many targets"),
    ERR_NOTOPLEVEL(413, "No toplevel domain specified"),
    ERR_WILDTOPLEVEL(414, "Wildcard in toplevel domain"),
    ERR_BADMASK(415, "Bad server or host mask"),
    ERR_NOADMININFO(423, "No administrative info available"),
    ERR_UNAVAILRESOURCE(437, "Nick or channel is temporarily unavailable"),
    ERR_USERSDISABLED(446, "USERS has been disabled"),
    ERR_NOPERMFORHOST(463, "Your host isn't among the privileged"),
    ERR_KEYSET(467, "Channel key is already set"),
    ERR_BANLISTFULL(478, "Channel list is full"),
    ERR_RESTRICTED(484, "Your connection is restricted"),
    ERR_UNIQOPPRIVSNEEDED(485, "You're not the channel's creator"),

    // IRCv3: bot mode (335), WHOX (354), capability negotiation (410), MONITOR (730 to 734).
    RPL_WHOISBOT(335, "is a bot"),
    RPL_WHOSPCRPL(354, ""),
    ERR_INVALIDCAPCMD(410, "Invalid CAP command"),
    RPL_MONONLINE(730, ""),
    RPL_MONOFFLINE(731, ""),
    RPL_MONLIST(732, ""),
    RPL_ENDOFMONLIST(733, "End of MONITOR list"),
    ERR_MONLISTFULL(734, "Monitor list is full"),

    // No document defines them, but servers send and clients understand them so.
    RPL_STATSCONN(250, ""),
    RPL_USERIP(340, ""),
    RPL_VISIBLEHOST(396, "is now your visible host"),
    ERR_TOOMANYMATCHES(416, "Too many matches"),
    ERR_BANONCHAN(435, "Cannot change nickname while banned on channel"),
    ERR_NONICKCHANGE(447, "Cannot change nickname while on this channel"),
    ERR_NEEDREGGEDNICK(477, "You need to be logged in to an account"),
    ERR_SECUREONLYCHAN(489, "Cannot join channel, a secure connection is needed"),
    ERR_LISTMODEALREADYSET(697, "Channel list already contains it"),
    ERR_LISTMODENOTSET(698, "Channel list does not contain it");

    private final int code;
    private final String digits;
    private final String text;

    Numeric(int code, String text) {
        this.code = code;
        this.digits = Integer.toString(1_000 + code).substring(1);
        this.text = text;
    }

    /** From 1 to 999. */
    int code() {
        return code;
    }

    /** The code as a command: always three digits. */
    public String digits() {
        return digits;
    }

    /** The last parameter in plain words; "" where that is data, a sentence with data in it, or nothing. */
    public String text() {
        return text;
    }
}
