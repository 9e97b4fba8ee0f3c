package io.antiphon.server.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs the command line in this process and keeps what it prints. */
record Terminal(int exit, String out, String err) {
    static Terminal run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line =
                AntiphonCommand.line().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = line.execute(arguments);
        return new Terminal(exit, out.toString(), err.toString());
    }
}
