package io.podwatcher.openapi;

import io.podwatcher.http.ui.Page;
import io.podwatcher.openapi.Streamed.Step;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests that make everything documented occur, the mistakes of users included. */
final class Questions {

    private static final String CALLER = "/authorize?namespace=shop";

    /** A version that no map here reaches. */
    private static final String FAR = "123456789012345678901234567890";

    private static final String TOO_LONG = "a".repeat(4096);
    private static final String FAR_TOO_LONG = "a".repeat(66_000);

    /** All methods that OpenAPI has names for. */
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final States states;
    private final FissionStates fission;
    private final HistoryStates history;

    Questions(States states, FissionStates fission, HistoryStates history) {
        this.states = states;
        this.fission = fission;
        this.history = history;
    }

    /** Each of them with each of its documented methods. */
    Stream<Question> all() {
        return Stream.concat(
                Stream.of(
                                pod(),
                                pods(),
                                events(),
                                whoami(),
                                tokens(),
                                explain(),
                                history.all(TOO_LONG, FAR_TOO_LONG),
                                ofTheService(),
                                files(),
                                notAllowed(),
                                others())
                        .flatMap(questions -> questions)
                        .flatMap(question -> Stream.of(question, question.by("HEAD"))),
                Stream.concat(
                        Stream.of(authorize(), namespacePath(), fission())
                                .flatMap(questions -> questions)
                                .flatMap(question -> METHODS.stream().map(question::by)),
                        Stream.concat(
                                Stream.concat(lookup(), history.lookups()),
                                Stream.of(
                                        states.usual("/pod").by("POST"),
                                        states.usual("/pod").by("G@T")))));
    }

    private Stream<Question> pod() {
        return Stream.of(
                states.usual("/pod?ip=" + States.CART),
                states.usual("/pod?ip=" + States.LEAVING),
                states.usual("/pod?ip=" + States.LARGE),
                states.usual("/pod?ip=fd00:42::2&wait=1m30s"),
                states.usual("/pod?ip=" + States.NOBODY),
                states.usual("/pod?ip=" + States.NOBODY + "&wait=1ms"),
                states.usual("/pod?ip=" + States.NODE),
                states.usual("/pod?ip=" + States.TWO),
                states.usual("/pod"),
                states.usual("/pod?ip="),
                states.usual("/pod?ip=10.42.0.05"),
                states.usual("/pod?ip=" + States.CART + "&ip=" + States.CART),
                states.usual("/pod?ip=%zz"),
                states.usual("/pod?ip=" + States.CART + "&wait=soon"),
                states.usual("/pod?ip=" + States.CART + "&wait=1s&wait=1s"),
                states.usual("/pod?ip=" + States.CART + "&notOlderThan=1"),
                states.usual("/pod?ip=" + States.CART + "&notOlderThan=" + FAR + "&wait=1ms"),
                states.usual("/pod?ip=" + States.CART + "&notOlderThan=soon"),
                states.usual("/pod?ip=" + TOO_LONG),
                states.notSynced("/pod?ip=" + States.CART),
                states.alone("/pod?ip=" + States.CART));
    }

    private Stream<Question> lookup() {
        String ips = "{\"ips\":[\"" + String.join("\",\"", States.CART, States.NOBODY, States.NODE, States.TWO, "x")
                + "\"]}";
        String many = IntStream.range(0, 10_001).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        String json = "application/json";
        return Stream.of(
                states.usual("/lookup").posting(json, ips),
                states.usual("/lookup").posting("application/x-ndjson", "{\"ip\":\"" + States.CART + "\"}\nx\n"),
                states.usual("/lookup").posting(json, "x"),
                states.usual("/lookup").posting(json, "{\"ips\":[" + many + "]}"),
                states.usual("/lookup").posting(json, "{\"ips\":[" + " ".repeat(1024 * 1024)),
                states.usual("/lookup?" + TOO_LONG).posting(json, ips),
                states.usual("/lookup").posting(json, ips).with("Cookie", FAR_TOO_LONG),
                states.usual("/lookup").posting(json, ips).from(States.OTHER),
                states.notSynced("/lookup").posting(json, ips),
                states.alone("/lookup").posting(json, ips),
                states.usual("/lookup"));
    }

    private Stream<Question> pods() {
        List<Question> questions = new ArrayList<>();
        for (String query : List.of(
                "",
                "?namespace=shop&node=node-1&labelSelector=app%20in%20(cart,leaving)",
                "?limit=1",
                "?limit=0&continue=AQAAAAAAAAAAAAD__wpkAAQ",
                "?labelSelector=app%20in",
                "?limit=some",
                "?continue=!",
                "?namespace=shop&namespace=media",
                "?namespace=%zz",
                "?search=" + TOO_LONG,
                "?search=" + "a".repeat(257),
                "?search=CART&sort=name&order=desc&limit=1000",
                "?sort=ip&limit=1&continue=" + sortedToken(),
                "?sort=ip",
                "?sort=age&limit=1",
                "?sort=phase&limit=1",
                "?sort=owner&limit=1",
                "?sort=ip&order=up&limit=1",
                "?sort=name&limit=1&continue=" + sortedToken())) {
            questions.add(states.usual("/pods" + query));
        }
        questions.add(states.notSynced("/pods"));
        questions.add(states.alone("/pods"));
        return questions.stream();
    }

    /** Requests of {@code /events} that are refused, and the response heads of those that are not. */
    private Stream<Question> events() {
        return Stream.of(
                states.usual("/events?snapshot=no"),
                states.usual("/events?labelSelector=app%20in"),
                states.usual("/events?node=a&node=b"),
                states.usual("/events?namespace=%zz"),
                states.notSynced("/events"),
                states.alone("/events"),
                states.draining("/events"));
    }

    /** Asked after the others, when what was decided about them is recorded. */
    Stream<Exchange> recorded() {
        states.awaitDecisions();
        fission.awaitDecisions();
        return decisions()
                .flatMap(question -> Stream.of(question, question.by("HEAD")))
                .map(Question::ask);
    }

    /** Streams are endless: each is read until all kinds of events have arrived for which it is opened. */
    Stream<Exchange> streams() {
        Question all = states.usual("/events");
        Question narrow = states.usual("/events?namespace=shop&node=node-1&labelSelector=app=cart");
        Exchange first = Streamed.ask(
                all,
                Step.await("snapshot"),
                new Step("bookmark", states::addVisitor),
                new Step("pod", states::removeVisitor),
                Step.await("deleted"));
        String lastId = Event.all(first.answer().body()).stream()
                .flatMap(event -> event.id().stream())
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return Stream.of(
                first,
                Streamed.ask(narrow.with("Accept-Encoding", "gzip"), Step.await("snapshot"), Step.await("bookmark")),
                Streamed.ask(all.with("Last-Event-ID", lastId), Step.await("bookmark")),
                Streamed.ask(states.usual("/events?snapshot=false&lastEventId=" + lastId), Step.await("bookmark")),
                Streamed.ask(states.usual("/events?lastEventId=x"), Step.await("snapshot"), Step.await("bookmark")),
                all.by("HEAD").ask(),
                all.by("HEAD").with("Accept-Encoding", "gzip").ask());
    }

    private String sortedToken() {
        return new JsonObject(
                        states.usual("/pods?sort=ip&limit=1").ask().answer().body())
                .getString("continue");
    }

    private Stream<Question> authorize() {
        return Stream.of(
                states.usual(CALLER).from(States.CART),
                states.usual(CALLER
                                + "&namespace=media&serviceAccount=shop/amber-badger-0&labelSelector=app=cart&wait=1s"
                                + "&original=/checkout?a=b")
                        .from(States.CART),
                states.usual(CALLER).from(States.PROXY).with("X-Forwarded-For", States.CART),
                states.usual("/authorize?namespace=media").from(States.CART),
                states.usual(CALLER + longSelectors()).from(States.CART),
                states.usual(CALLER + "&serviceAccount=nobody").from(States.CART),
                states.usual(CALLER + "&labelSelector=app=shelf").from(States.CART),
                states.usual(CALLER + "&labelSelector=app=large").from(States.LARGE),
                states.usual(CALLER).from(States.NOBODY),
                states.usual(CALLER + "&wait=1ms").from(States.NOBODY),
                states.usual(CALLER + "&notOlderThan=1").from(States.CART),
                states.usual(CALLER + "&notOlderThan=" + FAR + "&wait=1ms").from(States.CART),
                states.usual(CALLER + "&notOlderThan=soon").from(States.CART),
                states.usual(CALLER).from(States.NODE),
                states.usual(CALLER).from(States.TWO),
                states.usual(CALLER).from(States.PROXY),
                states.usual(CALLER).from(States.LEAVING_PROXY).with("X-Forwarded-For", States.CART),
                states.usual("/authorize").from(States.CART),
                states.usual(CALLER + "&namepsace=media").from(States.CART),
                states.usual(CALLER + "&labelSelector=" + TOO_LONG).from(States.CART),
                states.usual(CALLER + "&original=" + FAR_TOO_LONG).from(States.CART),
                states.usual(CALLER).from(States.CART).with("Cookie", FAR_TOO_LONG),
                states.audit(CALLER).from(States.CART),
                states.audit(CALLER).from(States.OTHER),
                states.stale(CALLER).from(States.CART),
                states.notSynced(CALLER).from(States.CART),
                states.alone(CALLER).from(States.CART));
    }

    /** Allow the cart, and are so long that the question with its service account would be longer than is read. */
    private static String longSelectors() {
        String others = IntStream.range(0, 60).mapToObj("%063d"::formatted).collect(Collectors.joining(","));
        String absent = "&labelSelector=!x.example.com/";
        return "&labelSelector=app%20in%20(cart," + others + ")" + absent + "a".repeat(63) + absent + "b".repeat(63);
    }

    private Stream<Question> namespacePath() {
        String path = "/authorize/namespace/shop";
        return Stream.of(
                states.usual(path).from(States.CART),
                states.usual(path + "?namespace=media").from(States.PROXY).with("X-Forwarded-For", States.CART),
                states.usual("/authorize/namespace/media").from(States.CART),
                states.usual("/authorize/namespace/Shop").from(States.CART),
                states.usual(path).from(States.NOBODY),
                states.usual(path).from(States.NODE),
                states.usual(path).from(States.TWO),
                states.usual(path).from(States.PROXY),
                states.usual(path).from(States.LEAVING_PROXY).with("X-Forwarded-For", States.CART),
                states.usual(path + "?" + FAR_TOO_LONG).from(States.CART),
                states.usual(path).from(States.CART).with("Cookie", FAR_TOO_LONG),
                states.audit(path).from(States.CART),
                states.audit(path).from(States.OTHER),
                states.stale(path).from(States.CART),
                states.notSynced(path).from(States.CART),
                states.alone(path).from(States.CART));
    }

    private Stream<Question> explain() {
        String path = "/explain?namespace=shop&ip=";
        return Stream.of(
                states.usual(path + States.CART + "&serviceAccount=shop/amber-badger-0&labelSelector=app=cart"),
                states.usual(path + States.OTHER),
                states.usual(path + States.NOBODY),
                states.usual(path + States.NODE),
                states.usual(path + States.TWO),
                states.usual("/explain?namespace=shop"),
                states.usual(path + "10.42.0.05"),
                states.usual("/explain?ip=" + States.CART),
                states.usual(path + States.CART + "&wait=soon"),
                states.usual(path + States.CART + "&wait=1s&wait=1s"),
                states.usual(path + States.CART + "&notOlderThan=1"),
                states.usual(path + States.CART + "&notOlderThan=soon"),
                states.usual(path + States.CART + "&namepsace=media"),
                states.usual("/explain?uri=/&ip=" + States.CART),
                states.audit("/explain?uri=/&method=POST&host=shop&ip=" + States.CART),
                states.audit("/explain?uri=/&namespace=shop&ip=" + States.CART),
                states.usual(path + TOO_LONG),
                states.usual(path + States.CART).with("Cookie", FAR_TOO_LONG),
                states.usual(path + States.CART).from(States.OTHER),
                states.notSynced(path + States.CART),
                states.notSynced(path + States.CART).from(States.OTHER),
                states.alone(path + States.CART));
    }

    private Stream<Question> decisions() {
        String path = "/decisions";
        return Stream.of(
                states.usual(path + "?limit=1000"),
                states.audit(path),
                fission.decisions(),
                states.usual(path + "?limit=0"),
                states.usual(path + "?limit=1&limit=2"),
                states.usual(path + "?limit=%zz"),
                states.usual(path + "?" + TOO_LONG),
                states.usual(path).with("Cookie", FAR_TOO_LONG),
                states.usual(path).from(States.OTHER),
                states.notSynced(path).from(States.OTHER),
                states.alone(path));
    }

    private Stream<Question> fission() {
        String path = FissionStates.PATH;
        return Stream.of(
                fission.usual("?wait=1ms", States.CART, "/shop/cart?id=7"),
                fission.usual("", States.CART, "/media/film"),
                fission.usual("", States.CART, "/nowhere"),
                fission.usual("", States.CART, "/both"),
                fission.usual("", States.CART, "/shop//cart"),
                fission.usual("", States.NOBODY, "/shop/cart"),
                fission.usual("", States.NODE, "/shop/cart"),
                fission.usual("", States.TWO, "/shop/cart"),
                fission.usual("", "nobody", "/shop/cart"),
                fission.usual("", States.CART, "/shop/cart").from(States.CART),
                fission.usual("?namespace=shop", States.CART, "/shop/cart"),
                fission.usual("?" + FAR_TOO_LONG, States.CART, "/shop/cart"),
                fission.usual("", States.CART, "/shop/cart").with("Cookie", FAR_TOO_LONG),
                states.audit(path).from(States.CART),
                fission.stale(States.CART, "/shop/cart"),
                fission.notSynced(States.CART, "/shop/cart"),
                fission.alone(States.CART, "/shop/cart"),
                states.usual(path).from(States.CART));
    }

    private Stream<Question> whoami() {
        String path = "/whoami";
        return Stream.of(
                states.usual(path).from(States.CART),
                states.usual(path).from(States.PROXY).with("X-Forwarded-For", States.OTHER),
                states.usual(path).from(States.PROXY),
                states.usual(path).from(States.LEAVING_PROXY).with("X-Forwarded-For", States.CART),
                states.usual(path).from(States.NOBODY),
                states.usual(path).from(States.NODE),
                states.usual(path).from(States.TWO),
                states.usual(path + "?" + TOO_LONG).from(States.CART),
                states.usual(path).from(States.CART).with("Cookie", FAR_TOO_LONG),
                states.notSynced(path).from(States.CART),
                states.alone(path).from(States.CART));
    }

    private Stream<Question> tokens() {
        String path = "/token?audience=https://stock.example.com";
        Stream<Question> ofPods = Stream.of(
                states.usual(path).from(States.CART),
                states.usual(path).from(States.PROXY).with("X-Forwarded-For", States.OTHER),
                states.usual(path).from(States.PROXY),
                states.usual(path).from(States.LEAVING_PROXY).with("X-Forwarded-For", States.CART),
                states.usual(path).from(States.LEAVING),
                fission.tokenWithoutAccount(path),
                states.usual(path).from(States.NOBODY),
                states.usual(path).from(States.NODE),
                states.usual(path).from(States.TWO),
                states.usual("/token?audience=shop").from(States.CART),
                states.usual(path + "&audience=a.b").from(States.CART),
                states.usual("/token?audience=\"a\"").from(States.CART),
                states.usual(path + TOO_LONG).from(States.CART),
                states.usual(path).from(States.CART).with("Cookie", FAR_TOO_LONG),
                states.audit(path).from(States.CART),
                states.stale(path).from(States.CART),
                states.notSynced(path).from(States.CART),
                states.alone(path).from(States.CART));
        Stream<Question> keys = Stream.of("/.well-known/jwks.json", "/.well-known/openid-configuration")
                .flatMap(document -> Stream.of(
                        states.usual(document),
                        states.audit(document),
                        states.usual(document + "?" + TOO_LONG),
                        states.usual(document).with("Cookie", FAR_TOO_LONG)));
        return Stream.concat(ofPods, keys);
    }

    /** Everything that shows the map, asked by a client that may not see it. */
    private Stream<Question> notAllowed() {
        Stream<Question> answered = Stream.of("/pod?ip=" + States.CART, "/pods", "/events")
                .map(target -> states.usual(target).from(States.OTHER));
        Stream<Question> unavailable = Stream.concat(Stream.of("/load"), Page.read().files().keySet().stream())
                .flatMap(target -> Stream.of(states.usual(target), states.notSynced(target), states.alone(target)))
                .map(question -> question.from(States.OTHER));
        return Stream.concat(answered, unavailable);
    }

    private Stream<Question> ofTheService() {
        return Stream.of("/health", "/ready", "/metrics", "/load")
                .flatMap(path -> Stream.of(
                        states.usual(path), states.notSynced(path), states.alone(path), states.draining(path)));
    }

    private Stream<Question> files() {
        return Stream.concat(Page.read().files().keySet().stream(), Stream.of("/openapi.yaml", "/ui/css/none.css"))
                .flatMap(path -> Stream.of(
                        states.usual(path), states.usual(path).with("If-None-Match", "*"), states.stale(path)));
    }

    private Stream<Question> others() {
        Stream<Question> unknown = Stream.of(states.usual("/nowhere"), states.usual("/pod/x"), states.usual("/%zz"));
        Stream<Question> tooLong = Stream.of(
                        "/pod",
                        "/pods",
                        "/events",
                        "/health",
                        "/ready",
                        "/load",
                        "/metrics",
                        "/openapi.yaml",
                        "/",
                        "/ui/css/page.css")
                .flatMap(path -> Stream.of(
                        states.usual(path + "?x=" + TOO_LONG),
                        states.usual(path).with("Cookie", FAR_TOO_LONG)));
        return Stream.concat(unknown, tooLong);
    }
}
