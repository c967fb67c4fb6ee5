package io.loyaltysuite.journal.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {

  @Test
  void remembersTheHashOfWhatWasWritten() throws IOException {
    var out = new ByteArrayOutputStream();
    var archive = new Archive(out);
    archive.add(
        "pieces",
        file -> {
          file.write('a');
          file.write("xbcx".getBytes(StandardCharsets.UTF_8), 1, 2);
        });
    archive.add("nothing", file -> {});
    archive.finish();

    assertThat(archive.hashes())
        .containsExactly(
            Map.entry("pieces", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            Map.entry(
                "nothing", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    assertThat(unzip(out.toByteArray()))
        .containsExactly(Map.entry("pieces", "abc"), Map.entry("nothing", ""));
  }

  @Test
  void goesOnBehindContentThatClosesItsStream() throws IOException {
    var out = new ByteArrayOutputStream();
    var archive = new Archive(out);
    archive.add("closed", OutputStream::close);
    archive.add("behind", file -> file.write('b'));
    archive.finish();
    assertThat(unzip(out.toByteArray())).containsEntry("behind", "b");
  }

  private static Map<String, String> unzip(byte[] zip) throws IOException {
    var files = new LinkedHashMap<String, String>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
