package io.podwatcher.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps the figures and writes them down after each group, so that a run that is broken off has left what it had. */
final class Report {

    private final Path folder;
    private final Origin origin;
    private final Plan plan;
    private final List<Figure> figures = new ArrayList<>();

    Report(Path folder, Origin origin, Plan plan) {
        this.folder = folder;
        this.origin = origin;
        this.plan = plan;
    }

    void add(List<Figure> more) throws IOException {
        figures.addAll(more);
        Files.writeString(folder.resolve("report.md"), markdown());
        Files.writeString(folder.resolve("report.json"), json().encodePrettily() + "\n");
        more.forEach(figure -> Progress.report(line(figure)));
    }

    List<Figure> missed() {
        return figures.stream().filter(figure -> !figure.isMet()).toList();
    }

    private String markdown() {
        StringBuilder text =
                new StringBuilder("# Benchmark of pod-watcher\n\nThe median of the rounds, in which all rivals "
                        + "take turns. Ratios are taken within a round.\n\n");
        text.append("- machine: ").append(origin.machine()).append('\n');
        text.append("- JVM of the servers: ").append(origin.jvm()).append('\n');
        text.append("- commit: ").append(origin.commit()).append('\n');
        text.append("- load: ")
                .append(origin.load())
                .append(", ")
                .append(plan.name())
                .append(" run\n");
        String group = "";
        for (Figure figure : figures) {
            if (!figure.group().equals(group)) {
                group = figure.group();
                text.append("\n## ").append(group).append("\n\n");
                text.append("| figure | value | unit | budget | min | max | rounds |\n|---|--:|---|---|--:|--:|--:|\n");
            }
            text.append("| ").append(figure.name()).append(" | ").append(Numbers.text(figure.value()));
            text.append(" | ").append(figure.unit()).append(" | ").append(budget(figure));
            text.append(" | ").append(Numbers.text(figure.min()));
            text.append(" | ").append(Numbers.text(figure.max()));
            text.append(" | ").append(figure.rounds()).append(" |\n");
        }
        return text.toString();
    }

    private static String budget(Figure figure) {
        return figure.budget()
                .map(budget -> budget.text() + (figure.isMet() ? "" : " **missed**"))
                .orElse("");
    }

    private static String line(Figure figure) {
        return "  " + figure.name() + ": " + Numbers.text(figure.value()) + " " + figure.unit() + " ("
                + Numbers.text(figure.min()) + " to " + Numbers.text(figure.max()) + ") " + budget(figure);
    }

    private JsonArray json() {
        JsonArray rows = new JsonArray();
        for (Figure figure : figures) {
            JsonObject row = new JsonObject()
                    .put("group", figure.group())
                    .put("name", figure.name())
                    .put("value", figure.value())
                    .put("unit", figure.unit())
                    .put("budget", figure.budget().map(Figure.Budget::text).orElse(null))
                    .put("met", figure.isMet())
                    .put("min", figure.min())
                    .put("max", figure.max())
                    .put("rounds", figure.rounds())
                    .put("machine", origin.machine())
                    .put("jvm", origin.jvm())
                    .put("commit", origin.commit())
                    .put("load", origin.load())
                    .put("run", plan.name());
            rows.add(row);
        }
        return rows;
    }
}
