package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

/** Whether everything on the page stands out from its ground. */
final class Contrast {

    /** WCAG 2.2, 1.4.3 for text and 1.4.11 for the edges of fields. */
    private static final String TOO_FAINT = """
            const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
            const parse = text => text.match(/[\\d.]+/g).map(Number);
            const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
            const ratio = (one, other) => {
              const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
              return (a + 0.05) / (b + 0.05);
            };
            const ground = element => {
              for (let e = element; e; e = e.parentElement) {
                const colour = parse(getComputedStyle(e).backgroundColor);
                if (colour.length === 3 || colour[3] === 1) return colour;
              }
              return parse(getComputedStyle(document.documentElement).backgroundColor);
            };
            const found = [];
            let looked = 0;
            const check = (element, pseudo, colour, least) => {
              looked++;
              const contrast = ratio(parse(colour), ground(element));
              if (contrast < least) found.push(`${element.tagName}.${element.className}${pseudo} ${contrast.toFixed(2)} ${element.textContent.slice(0, 30)}`);
            };
            for (const element of document.querySelectorAll("body *")) {
              const style = getComputedStyle(element);
              const shown = element.getClientRects().length > 0;
              const says = [...element.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim() !== "");
              // The rule itself exempts inactive controls.
              if (shown && says && !element.disabled) check(element, "", style.color, 4.5);
              if (shown && element.placeholder) check(element, "::placeholder", getComputedStyle(element, "::placeholder").color, 4.5);
              if (shown && element.matches("input, button.quiet:enabled")) check(element.parentElement, " edge", style.borderTopColor, 3);
              if (shown && element.matches("svg .line")) check(element.parentElement, " line", style.stroke, 3);
            }
            return [String(looked), ...found];
            """;

    private Contrast() {}

    /** Waits until nothing is too faint, and more than this many texts and edges have been looked at. */
    @SuppressWarnings("unchecked")
    static void awaitGood(Browser browser, int looked) {
        await().untilAsserted(() -> {
            List<String> faint = (List<String>) browser.run(TOO_FAINT);
            assertThat(Integer.parseInt(faint.get(0))).isGreaterThan(looked);
            assertThat(faint.subList(1, faint.size())).isEmpty();
        });
    }
}
