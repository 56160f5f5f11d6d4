package dev.chatroom.server.dialect;

/** What is to be thought of a client that is silent. */
public enum IdlePolicy {
    /** It has yet to say who it is, and should do so soon. */
    INTRODUCING_ITSELF,
    /** A person is there, who may be silent for as long as people may. */
    A_PERSON,
    /** A program is there, which answers when it is asked whether it is. */
    A_PROGRAM
}
