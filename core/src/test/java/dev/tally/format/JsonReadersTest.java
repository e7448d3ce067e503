// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.format.wire.FormatException;
import dev.tally.profile.Engine;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files in JSON, with {@code '} in place of {@code "}. */
class JsonReadersTest {
  private static final String SPEEDSCOPE =
      "{'$schema':'https://www.speedscope.app/file-format-schema.json',"
          + "'shared':{'frames':[{'name':'a','file':'a.py','line':3},{'name':'com.acme.B.c'}]},";

  @Test
  void speedscopesFramesThatOpenAndClose() throws IOException {
    Profile profile =
        read(
            SPEEDSCOPE
                + "'profiles':[{'type':'evented','name':'t-1','unit':'milliseconds','startValue':0,"
                + "'endValue':9.5,'events':[{'type':'O','frame':0,'at':1},"
                + "{'type':'O','frame':1,'at':2.25},{'type':'C','frame':1,'at':4},"
                + "{'type':'C','frame':0,'at':9}]}]}");
    assertThat(Dump.of(profile))
        .endsWith(
            """
            threads t-# × 1
              FUNCTION a at a.py:3  time 6250000
                METHOD com.acme.B.c  time 1750000
            """);
  }

  @Test
  void speedscopesStacksWithWeights() throws IOException {
    Profile profile =
        read(
            SPEEDSCOPE
                + "'profiles':[{'type':'sampled','name':'','unit':'none',"
                + "'weights':[5,7,1],'samples':[[0],[0,1],[]]}]}");
    assertThat(profile.metrics()).containsExactly(Metric.HITS);
    assertThat(Dump.of(profile))
        .endsWith(
            """
            threads (all threads) × 1
              FUNCTION a at a.py:3  hits 5
                METHOD com.acme.B.c  hits 7
            """);
  }

  @ParameterizedTest
  @EnumSource(names = {"SPEEDSCOPE", "FIREFOX"})
  void aRecordingComesBackWithCallsAndTimes(Format format) throws IOException {
    Profile profile = Recordings.large(2_000, 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(Contents.of(profile), out);
    Profile again = Format.read(new ByteArrayInputStream(out.toByteArray())).profile();
    MethodStats wanted = MethodStats.of(profile);
    MethodStats found = MethodStats.of(again);
    long[] sums = new long[4];
    for (int m = 0; m < wanted.methodCount(); m++) {
      sums[0] += wanted.calls(m);
      sums[1] += wanted.self(m);
    }
    for (int m = 0; m < found.methodCount(); m++) {
      sums[2] += found.calls(m);
      sums[3] += found.self(m);
    }
    assertThat(sums[2]).isEqualTo(sums[0]);
    assertThat(sums[3]).isEqualTo(sums[1]);
  }

  private static final String FIREFOX_TABLES =
      "'stackTable':{'frame':[0,1,1],'%s':%s,'length':3},"
          + "'frameTable':{'func':[0,1],'line':[null,7],'length':2},"
          + "'funcTable':{'name':[0,1],'source':[null,0],'lineNumber':[null,3],'length':2},"
          + "'sources':{'filename':[2]},'stringArray':['(root)','com.acme.B.c','B.java']";

  /** Version 60, where the stack that one goes on from is a number; 66, where it is so far back. */
  @ParameterizedTest
  @CsvSource({"prefix,'[null,0,1]'", "prefixOffset,'[0,1,1]'"})
  void aSampleOfFirefoxsStandsForTheInterval(String prefix, String prefixes) throws IOException {
    Profile profile =
        read(
            "{'meta':{'interval':2,'product':'Firefox','preprocessedProfileVersion':60},"
                + "'threads':[{'name':'Worker 1','samples':{'stack':[1,2,null,2],'time':[0,2,4,6],"
                + "'weight':null,'weightType':'samples','length':4},'markers':{'data':[1]}}],"
                + "'shared':{"
                + FIREFOX_TABLES.formatted(prefix, prefixes)
                + "}}");
    assertThat(profile.origin().engine()).isEqualTo(new Engine.Sampling("Firefox", 2_000_000));
    assertThat(Dump.of(profile))
        .endsWith(
            """
            threads Worker # × 1
              FUNCTION (root) at ~
                METHOD com.acme.B.c at B.java:3 in line 7  hits 1  time 2000000
                  METHOD com.acme.B.c at B.java:3 in line 7  hits 2  time 4000000
            """);
  }

  /** Before version 60 each thread had tables of its own; samply's weights are milliseconds. */
  @Test
  void threadsOfFirefoxsHaveTablesOfTheirOwnAndWeights() throws IOException {
    Profile profile =
        read(
            "{'meta':{'interval':1,'preprocessedProfileVersion':48},'threads':[{'name':'t',"
                + "'samples':{'stack':[0,1],'weight':[0.25,1.5],'weightType':'tracing-ms'},"
                + FIREFOX_TABLES.formatted("prefix", "[null,0,null]")
                + "}]}");
    assertThat(Dump.of(profile))
        .endsWith(
            """
            threads t × 1
              FUNCTION (root) at ~  time 250000
                METHOD com.acme.B.c at B.java:3 in line 7  time 1500000
            """);
  }

  @Test
  void whatGeckoWritesHasRowsInPlaceOfColumns() throws IOException {
    Profile profile =
        read(
            "{'libs':[{'breakpadId':'1'}],'meta':{'version':30,'interval':1,'product':'Firefox'},"
                + "'threads':[{'name':'GeckoMain','stringTable':['(root)','f (a.js:3)'],"
                + "'stackTable':{'schema':{'prefix':0,'frame':1},'data':[[null,0],[0,1]]},"
                + "'frameTable':{'schema':{'location':0,'line':1},'data':[[0],[1,4]]},"
                + "'samples':{'schema':{'stack':0,'time':1},'data':[[1,0.5],[1,1.5],[null,2]]}}],"
                + "'processes':[]}");
    assertThat(Dump.of(profile))
        .endsWith(
            """
            threads GeckoMain × 1
              FUNCTION (root) at ~
                FUNCTION f at a.js:3 in line 4  hits 2  time 2000000
            """);
  }

  @Test
  void aStackOfFirefoxsGoesOnFromOneBeforeIt() {
    assertThatThrownBy(
            () ->
                read(
                    "{'meta':{'interval':1},'threads':[{'samples':{'stack':[2]},"
                        + FIREFOX_TABLES.formatted("prefix", "[null,0,2]")
                        + "}]}"))
        .hasMessageStartingWith(
            "expected stack 2 to go on from one before it, found number 2 at byte ");
  }

  @Test
  void aSampleOfV8sStandsForTheTimeUntilTheNextAndOneOutOfOrderForNone() throws IOException {
    Profile profile =
        read(
            "{'nodes':[{'id':1,'callFrame':{'functionName':'(root)'},'children':[2]},"
                + "{'id':2,'callFrame':{'functionName':'f','url':'file:///a.js','lineNumber':4},"
                + "'children':[3]},{'id':3,'callFrame':{'functionName':''}}],"
                + "'startTime':100,'endTime':200,'samples':[2,3,2,3],'timeDeltas':[10,20,-5,30]}");
    // At 110, 130, 125, 155; until 130, 130, 155, 200.
    assertThat(Dump.of(profile))
        .endsWith(
            """
            threads (all threads) × 1
              FUNCTION f at /a.js:5  hits 2  time 45000
                FUNCTION (anonymous) at ~  hits 2  time 45000
            """);
  }

  @Test
  void chromesTraceHasProfilesInPieces() throws IOException {
    Profile profile =
        read(
            "{'traceEvents':[{'args':{'name':'Main 1'},'name':'thread_name','ph':'M','pid':7,"
                + "'tid':1},{'args':{'data':{'startTime':100}},'id':'0x1','name':'Profile','pid':7,"
                + "'tid':1,'ph':'P'},{'args':{'data':{'cpuProfile':{'nodes':[{'id':1,'callFrame':"
                + "{'functionName':'(root)'}},{'id':2,'parent':1,'callFrame':{'functionName':'f'}}],"
                + "'samples':[2,2]},'timeDeltas':[10,20]}},'id':'0x1','name':'ProfileChunk','pid':7},"
                + "{'args':{'data':{'cpuProfile':{'samples':[2]},'timeDeltas':[5],'endTime':150}},'id':'0x1','name':'ProfileChunk','pid':7},"
                + " {'name':'Other','args':{'data':[1]}}]}");
    assertThat(Dump.of(profile))
        .endsWith("threads Main # × 1\n  FUNCTION f at ~  hits 3  time 40000\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "'profiles':[{'unit':'none','weights':[1],'samples':[]}]}# expected a weight for each of 0"
            + " samples, found 1 at byte",
        "'profiles':[{'unit':'none','weights':[NaN]}]}# expected JSON, found this wrong: ",
        "'profiles':[{'unit':'none','weights':[1e300]}]}# expected a number below 2^62, found"
            + " 1.0E300 at byte",
        "'profiles':[{'unit':'none','weights':[1e999]}]}# expected a finite number, found Infinity"
            + " at byte",
        "'profiles':[{'unit':'none','samples':[[7]],'weights':[1]}]}# expected frames below 2,"
            + " found one with the number 7 at byte",
        "'profiles':[{'unit':'none','samples':[[-1]],'weights':[1]}]}# expected a number from 0 to"
            + " 2147483647, found -1 at byte",
        "'profiles':[{'unit':'none','events':[{'type':'C','frame':0,'at':1}]}]}# expected the frame"
            + " that opened last to close, found 0 at byte",
        "'profiles':[{'unit':'none','events':[{'type':'O','frame':0,'at':2},{'type':'C','frame':0,'at':1}]}]}#"
            + " expected events in order, found one at 1.0 behind 2.0 at byte",
        "'profiles':[{'events':[]}]}# expected the unit before the numbers of a profile, found none"
            + " at byte",
        "'profiles':3}# expected a list, found a number with a fraction at byte",
        "'profiles':[# expected JSON, found this wrong: Unexpected end-of-input:"
            + " expected close marker for Array at byte",
      })
  void whatIsWrongIsSaidInASentenceWithItsPlace(String text, String sentence) {
    assertThatThrownBy(() -> read(SPEEDSCOPE + text))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(sentence)
        .hasMessageMatching(".* at byte [1-9]\\d* of the file");
  }

  @Test
  void aCircleOfNodesAndATraceWithoutAProfileAreRefused() {
    assertThatThrownBy(
            () ->
                read(
                    "{'nodes':[{'id':1,'callFrame':{},'children':[2]},"
                        + "{'id':2,'callFrame':{},'children':[1]}]}"))
        .hasMessageStartingWith("expected a tree of nodes, found a circle at the id 1 at byte");
    assertThatThrownBy(() -> read("[{'name':'x','ph':'B'}]"))
        .hasMessageStartingWith("expected a CPU profile, found only other events at byte");
  }

  private static Profile read(String text) throws IOException {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Format.read(new ByteArrayInputStream(bytes)).profile();
  }
}
