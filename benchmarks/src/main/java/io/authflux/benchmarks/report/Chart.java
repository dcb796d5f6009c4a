// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Horizontal bars with their errors, as SVG that suits light and dark pages. */
final class Chart {

    private static final int WIDTH = 760;
    private static final int LABELS = 250;
    private static final int VALUES = 200;
    private static final int ROW = 22;
    private static final int BAR = 14;
    private static final int HEAD = 44;
    private static final int PANEL_HEAD = 30;

    private final StringBuilder svg = new StringBuilder();
    private int top;

    /**
     * One bar.
     *
     * @param label who
     * @param length how much
     * @param note what stands behind the bar
     * @param ours whether it is emphasised
     */
    record Bar(String label, Measure length, String note, boolean ours) {}

    /**
     * Bars that share a scale.
     *
     * @param title what they show
     * @param bars from top to bottom
     */
    record Panel(String title, List<Bar> bars) {}

    private Chart() {}

    static String of(String title, String subtitle, List<Panel> panels) {
        Chart chart = new Chart();
        int height = HEAD
                + panels.stream()
                        .mapToInt(panel -> PANEL_HEAD + ROW * panel.bars().size())
                        .sum()
                + 8;
        chart.begin(height, title, subtitle);
        panels.forEach(chart::panel);
        return chart.svg.append("</svg>\n").toString();
    }

    private void begin(int height, String title, String subtitle) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">",
                WIDTH, height, WIDTH, height);
        add("<title>%s</title>", escaped(title));
        add("<style>");
        add("text { font: 12px system-ui, sans-serif; fill: #24292f } .panel { font-weight: 600 }");
        add(
                ".head { font-size: 15px; font-weight: 600 } .soft { fill: #57606a } .bar { fill: #afb8c1 } .ours { fill: #0a7d55 } .error { stroke: #24292f }");
        add("@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .soft { fill: #9198a1 }");
        add(".bar { fill: #545d68 } .ours { fill: #2fbf8a } .error { stroke: #e6edf3 } }");
        add("</style>");
        add("<text class=\"head\" x=\"0\" y=\"16\">%s</text>", escaped(title));
        add("<text class=\"soft\" x=\"0\" y=\"34\">%s</text>", escaped(subtitle));
        top = HEAD;
    }

    private void panel(Panel panel) {
        add("<text x=\"0\" y=\"%d\" class=\"panel\">%s</text>", top + 20, escaped(panel.title()));
        top += PANEL_HEAD;
        double most = panel.bars().stream()
                .mapToDouble(bar -> bar.length().highest())
                .max()
                .orElse(1);
        for (Bar bar : panel.bars()) {
            bar(bar, (WIDTH - LABELS - VALUES) / most);
            top += ROW;
        }
    }

    private void bar(Bar bar, double scale) {
        double length = Math.max(1, bar.length().value() * scale);
        double end = LABELS + length;
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LABELS - 8, top + 12, escaped(bar.label()));
        add(
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
                bar.ours() ? "ours" : "bar", LABELS, top, length, BAR);
        double error = bar.length().error() * scale;
        if (error > 0) {
            double from = Math.max(LABELS, end - error);
            double to = Math.min(WIDTH - VALUES, end + error);
            add(
                    "<path class=\"error\" fill=\"none\" d=\"M%.1f %dH%.1fM%.1f %dv6M%.1f %dv6\"/>",
                    from, top + BAR / 2, to, from, top + BAR / 2 - 3, to, top + BAR / 2 - 3);
            end = to;
        }
        add("<text class=\"soft\" x=\"%.1f\" y=\"%d\">%s</text>", end + 8, top + 12, escaped(bar.note()));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
