// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.RawNames;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Contents;
import dev.tally.query.Waiting;
import dev.tally.view.Recording;
import dev.tally.view.ViewWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code tally view}: a profile as a picture, from a server of our own or as one file. */
public final class ViewCommand implements Command {
  private static final Option OUTPUT =
      new Option("-o", "OUT.html", "write the page to a file instead of serving it");
  private static final Option NO_OPEN =
      new Option("--no-open", null, "print the address and open no browser");
  private static final Option PORT = new Option("--port", "N", "serve on this port of 127.0.0.1");

  private static final int MOST_PORT = 65_535;

  @Override
  public String help() {
    return """
        Shows a profile in the browser: flame graph, table, callers and callees, threads.

        Usage: tally view [options] FILE
               tally view [options] BEFORE AFTER    what changed from one to the other
               tally view -o OUT.html [FILE…]       one file to keep or mail, which needs no network

          --no-open      print the address and open no browser
          --port N       serve on this port; by default on one that is free
          --raw-names    methods as class files name them, with all that compilers made
          -o OUT.html    write the page to OUT.html; without a FILE, one that opens the recordings
                         that are dropped onto it
          --under PATTERN  a part, as of tally stats: --thread, --under, --only, --hide, --by

        The page is served to this machine only, until Ctrl-C. FILE may be anything that Tally reads.
        OUT.html replaces a page of Tally's, and nothing else that lies there.

        Example:
          tally run -o profile App.java && tally view profile
        """;
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(Parts.and(OUTPUT, NO_OPEN, PORT, Naming.RAW), words);
    List<String> names = arguments.operands();
    if (names.size() > 2) {
      throw new Misuse("expected one profile, or two to compare, found " + names.size());
    }
    String output = arguments.value(OUTPUT);
    if (output != null) {
      if (arguments.has(PORT) || arguments.has(NO_OPEN)) {
        throw new Misuse("-o writes a file and serves nothing; leave --port and --no-open away");
      }
      Path target = OutputFile.checkPage(output);
      List<Recording> recordings = read(arguments, streams.in());
      OutputFile.write(target, streams, out -> ViewWriter.write(recordings, out));
      return 0;
    }
    if (names.isEmpty()) {
      throw new Misuse(
          "say what to look at: tally view FILE; or tally view -o OUT.html for a page without any");
    }
    int port = port(arguments.value(PORT));
    if (ModuleLayer.boot().findModule("jdk.httpserver").isEmpty()) {
      throw new IOException(
          "this Java has no module jdk.httpserver to serve the page with; use a JDK,"
              + " or tally view -o OUT.html and open that file");
    }
    serve(read(arguments, streams.in()), port, !arguments.has(NO_OPEN), streams);
    return 0;
  }

  private static int port(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= MOST_PORT) {
        return port;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw new Misuse("--port needs a number from 1 to " + MOST_PORT + ", found " + text);
  }

  private static List<Recording> read(Arguments arguments, InputStream standardInput)
      throws IOException {
    Naming methods = Naming.of(arguments);
    List<String> names = arguments.operands();
    List<Contents> files = new ArrayList<>();
    for (String name : names) {
      files.add(ProfileFile.of(Path.of(""), name, standardInput).readOrFail());
    }
    List<Contents> parts = Parts.of(arguments, files);
    List<Recording> recordings = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Path file = RawNames.path(names.get(i)).getFileName();
      String shown = file == null ? names.get(i) : file.toString();
      recordings.add(new Recording(shown, Waiting.apart(methods.of(parts.get(i).profile()))));
    }
    return recordings;
  }

  private static void serve(List<Recording> recordings, int port, boolean open, Streams streams)
      throws IOException {
    try (ViewServer server = ViewServer.start(recordings, port)) {
      streams.out().write("The page is at " + server.address() + "\n");
      if (open && !WebBrowser.open(server.address())) {
        streams.out().write("There is no browser to open here; open that address in one.\n");
      }
      streams.out().write("Ctrl-C ends it.\n");
      streams.out().flush();
      server.join();
    }
  }
}
