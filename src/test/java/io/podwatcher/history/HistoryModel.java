package io.podwatcher.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.podwatcher.history.past.PastRules;
import io.podwatcher.history.store.Database;
import io.podwatcher.history.store.PastReader;
import io.podwatcher.history.store.Recorders;
import io.podwatcher.history.store.Tables;
import io.podwatcher.messages.history.Interval;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastOwnersRequest.Question;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random histories of a small cluster and three replicas, and random questions about them, against the whole truth:
 * each answer is true, or says that nothing is known; and nothing that is known is left out.
 */
final class HistoryModel {

    private static final int STEPS = 400;
    private static final int QUESTIONS = 500;

    private final Database database;
    private int certain;
    private int candidates;
    private int unknown;

    HistoryModel(Database database) {
        this.database = database;
    }

    /** Runs histories until so many questions have been asked. */
    void ask(int questions) {
        long seed = Long.getLong("model.seed", System.nanoTime());
        System.out.println("HistoryModel: repeat with -Dmodel.seed=" + seed);
        for (int asked = 0; asked < questions; asked += QUESTIONS) {
            history(seed + asked);
        }
        System.out.printf("HistoryModel: %d certain, %d with candidates, %d unknown%n", certain, candidates, unknown);
        assertThat(certain).isGreaterThan(questions / 4);
        assertThat(candidates).isPositive();
        assertThat(unknown).isPositive();
    }

    private void history(long seed) {
        Random random = new Random(seed);
        TrueHistory truth = new TrueHistory();
        Tables.clear(database);
        Recorders recorders = new Recorders(database, false);
        List<ModelReplica> replicas = IntStream.range(0, 3)
                .mapToObj(i -> new ModelReplica(truth, recorders, random, holder -> Tables.expire(database, holder)))
                .toList();
        long now = 1;
        for (int step = 0; step < STEPS; step++) {
            now += 1 + random.nextInt(5);
            if (random.nextInt(8) == 0) {
                truth.change(now, random);
            } else {
                replicas.get(random.nextInt(replicas.size())).step(now);
            }
        }
        ask(seed, random, truth, replicas, now);
    }

    private void ask(long seed, Random random, TrueHistory truth, List<ModelReplica> replicas, long end) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            IpAddress ip = TrueHistory.ip(random.nextInt(TrueHistory.IPS));
            questions.add(new Question(ip, ModelReplica.instant(random.nextInt((int) end))));
        }
        List<PastOwner> answers = new PastReader(database)
                .evidence(
                        questions,
                        answered -> IntStream.range(0, QUESTIONS)
                                .mapToObj(i -> PastRules.decide(
                                        answered.evidence().get(i),
                                        questions.get(i).at(),
                                        answered.recordings()))
                                .toList());
        for (int i = 0; i < QUESTIONS; i++) {
            Question question = questions.get(i);
            Optional<String> difference = difference(question, answers.get(i), truth, replicas);
            if (difference.isPresent()) {
                fail("seed %d: %s at %s: %s", seed, question.ip(), question.at(), difference.get());
            }
        }
    }

    private Optional<String> difference(
            Question question, PastOwner answer, TrueHistory truth, List<ModelReplica> replicas) {
        long at = question.at().toEpochMilli();
        LookupResult was = truth.at(question.ip(), at);
        List<ModelReplica.Covered> all =
                replicas.stream().flatMap(replica -> replica.covered().stream()).toList();
        boolean covered = all.stream().anyMatch(range -> range.isCovered(at));
        boolean isCertain = all.stream().anyMatch(range -> range.isCertain(question.ip(), at));
        String expected = "it was " + was + (covered ? isCertain ? ", known" : ", uncertain" : ", not covered")
                + "; answered " + answer;
        if (answer instanceof PastOwner.Unknown given) {
            unknown++;
            boolean right = !covered
                    && given.coveredUntil().equals(until(all, at))
                    && given.coveredFrom().equals(from(all, at));
            return right ? Optional.empty() : Optional.of(expected);
        }
        if (answer instanceof PastOwner.Candidates given) {
            candidates++;
            boolean mustBeOne = isCertain && !(was instanceof LookupResult.Ambiguous);
            return covered && !mustBeOne && isAmong(was, given) ? Optional.empty() : Optional.of(expected);
        }
        certain++;
        return covered && isSame(was, answer) ? Optional.empty() : Optional.of(expected);
    }

    private static Optional<Instant> until(List<ModelReplica.Covered> all, long at) {
        return all.stream()
                .map(ModelReplica.Covered::to)
                .filter(to -> to < at)
                .max(Comparator.naturalOrder())
                .map(ModelReplica::instant);
    }

    private static Optional<Instant> from(List<ModelReplica.Covered> all, long at) {
        return all.stream()
                .map(ModelReplica.Covered::from)
                .filter(from -> from > at)
                .min(Comparator.naturalOrder())
                .map(ModelReplica::instant);
    }

    private static boolean isSame(LookupResult was, PastOwner answer) {
        if (answer instanceof PastOwner.Owned owned) {
            return was instanceof LookupResult.Owned owner
                    && uid(owned.interval()).equals(owner.pod().uid());
        }
        return was
                == (answer instanceof PastOwner.Nobody
                        ? LookupResult.Refused.NOT_FOUND
                        : LookupResult.Refused.HOST_NETWORK);
    }

    /** A node's IP is a candidate without a pod. */
    private static boolean isAmong(LookupResult was, PastOwner.Candidates answer) {
        List<String> uids = answer.candidates().stream().map(HistoryModel::uid).toList();
        if (was instanceof LookupResult.Owned owner) {
            return uids.contains(owner.pod().uid());
        }
        if (was instanceof LookupResult.Ambiguous several) {
            return several.claimants().stream().anyMatch(pod -> uids.contains(pod.uid()));
        }
        return answer.perhapsNobody();
    }

    private static String uid(Interval interval) {
        return interval.pod().uid();
    }
}
