import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.util.FeatureEnum;
import com.adobe.epubcheck.util.ReportingLevel;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * EPUBCheck for many files in one Java machine, whose start takes longer than most checks.
 *
 * <p>Reads {@code {"path": …}} a line from standard input and answers each with one line of JSON: {@code version},
 * {@code standard} and {@code findings}, or {@code error} where EPUBCheck itself gave up.
 */
public final class EpubJudge {

    /** Keeps every message but usage notes, which only say what a book makes use of: each font face, for one. */
    private static final class Notes extends MasterReport {
        final List<Map<String, Object>> findings = new ArrayList<>();
        String standard;

        @Override
        public void message(Message message, EPUBLocation where, Object... arguments) {
            Map<String, Object> finding = new LinkedHashMap<>();
            finding.put("code", message.getID().toString());
            finding.put("severity", message.getSeverity().name());
            finding.put("message", message.getMessage(arguments));
            finding.put("place", where.getPath());
            finding.put("line", where.line);
            finding.put("suggestion", message.getSuggestion());
            findings.add(finding);
        }

        @Override
        public void info(String resource, FeatureEnum feature, String value) {
            if (feature == FeatureEnum.FORMAT_VERSION) {
                standard = value;
            }
        }

        @Override
        public void initialize() {
            // The list is there from the start.
        }

        @Override
        public int generate() {
            return 0;
        }
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // Whatever a library prints must not stand between our lines.
        ObjectMapper json = new ObjectMapper();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String path = json.readTree(line).get("path").asText();
            answers.println(json.writeValueAsString(judge(path)));
        }
    }

    private static Map<String, Object> judge(String path) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("version", EpubCheck.version());
        try {
            Notes notes = new Notes();
            notes.setEpubFileName(path);
            notes.setReportingLevel(ReportingLevel.Info);
            EpubCheck check = new EpubCheck(new File(path), notes);
            check.setLocale(Locale.ENGLISH);
            check.check();
            answer.put("standard", notes.standard);
            answer.put("findings", notes.findings);
        } catch (Exception | StackOverflowError broken) {
            answer.put("error", broken.toString());
        }
        return answer;
    }
}
