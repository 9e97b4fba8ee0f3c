package io.antiphon.server;

import io.antiphon.server.command.AntiphonCommand;

/** Where the program starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(AntiphonCommand.line().execute(arguments));
    }
}
