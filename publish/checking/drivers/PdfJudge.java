import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.ReleaseDetails;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.flavours.PDFAFlavour.SpecificationFamily;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * veraPDF for many files in one Java machine, whose start takes longer than most checks.
 *
 * <p>Reads <code>{"path": …}</code> a line from standard input and answers each with one line of JSON: {@code version}
 * and {@code judgements}, one for each standard, or {@code error} where veraPDF itself gave up. The standards are the
 * PDF/UA and the PDF/A that the file claims in its XMP metadata, or PDF/UA-1 and PDF/A-3a where it claims none.
 */
public final class PdfJudge {

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // Whatever a library prints must not stand between our lines.
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ObjectMapper json = new ObjectMapper();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            File file = new File(json.readTree(line).get("path").asText());
            answers.println(json.writeValueAsString(judge(file)));
        }
    }

    private static Map<String, Object> judge(File file) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("version", ReleaseDetails.byId("core").getVersion());
        try {
            List<PDFAFlavour> claimed = claims(file);
            answer.put("judgements", List.of(
                    judge(file, only(SpecificationFamily.PDF_UA, claimed, PDFAFlavour.PDFUA_1)),
                    judge(file, only(SpecificationFamily.PDF_A, claimed, PDFAFlavour.PDFA_3_A))));
        } catch (ModelParsingException | EncryptedPdfException unreadable) {
            answer.put("unreadable", unreadable.getMessage());
        } catch (Exception | StackOverflowError broken) {
            answer.put("error", broken.toString());
        }
        return answer;
    }

    private static List<PDFAFlavour> claims(File file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file)) {
            return parser.getFlavours();
        }
    }

    private static PDFAFlavour only(SpecificationFamily family, List<PDFAFlavour> claimed, PDFAFlavour otherwise) {
        return claimed.stream().filter(flavour -> flavour.getPart().getFamily() == family).findFirst()
                .orElse(otherwise);
    }

    private static Map<String, Object> judge(File file, PDFAFlavour flavour) throws Exception {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (PDFAParser parser = foundry.createParser(file, flavour);
                PDFAValidator validator = foundry.createValidator(flavour, false)) {
            Map<String, Object> judgement = new LinkedHashMap<>();
            judgement.put("flavour", flavour.getId());
            judgement.put("findings", failures(validator.validate(parser)));
            return judgement;
        }
    }

    /** Each broken rule once, with the number of places that break it and the first of them. */
    private static List<Map<String, Object>> failures(ValidationResult result) {
        Map<RuleId, Map<String, Object>> rules = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() != TestAssertion.Status.FAILED || rules.containsKey(assertion.getRuleId())) {
                continue;
            }
            RuleId rule = assertion.getRuleId();
            Map<String, Object> finding = new LinkedHashMap<>();
            finding.put("clause", rule.getClause());
            finding.put("test", rule.getTestNumber());
            finding.put("message", assertion.getMessage());
            finding.put("place", assertion.getLocation().getContext());
            finding.put("times", result.getFailedChecks().getOrDefault(rule, 1));
            rules.put(rule, finding);
        }
        return new ArrayList<>(rules.values());
    }
}
