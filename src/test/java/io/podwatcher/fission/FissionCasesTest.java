package io.podwatcher.fission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of Fission's own tests of its router, version 1.27.0, by the names of their files and functions. */
class FissionCasesTest {

    private static final String DISPATCH =
            "n/wide prefix=/api/ ; n/narrow prefix=/api/v1/ ; n/exact path=/api/v1/users ;"
                    + " n/hosted prefix=/api/ host=api.example.com";
    private static final String PARITY = "n/hello path=/hello ; n/home path=/ ; n/api prefix=/api methods=GET,POST ;"
            + " n/files prefix=/files/ ; n/hosted path=/hosted host=api.example.com ; n/cors path=/cors"
            + " methods=GET,OPTIONS ; n/bank path=/bank/{html:[a-zA-Z0-9\\.\\/]+} ; n/session path=/sessions/{id}";

    /** incremental_test.go: PrecedenceDispatch. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/v1/users                 | n/exact",
                "GET /api/v1/other                 | n/narrow",
                "GET /api/v2/x                     | n/wide",
                "GET /api/v1/users api.example.com | n/hosted"
            })
    void theMostSpecificRouteIsPicked(String request, String expected) throws BadTarget {
        assertThat(Routers.answer(Routers.ordered(DISPATCH), request)).isEqualTo(expected);
    }

    /** precedence_test.go: TestMaterializationPrecedenceOrder. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/v1/users api.example.com | n/hosted-exact",
                "GET /api/v1/other api.example.com | n/hosted-prefix",
                "GET /api/v1/users                 | n/exact",
                "GET /api/v1/other                 | n/v1",
                "GET /api/other                    | n/api",
                "GET /files                        | n/dual",
                "GET /files/x                      | n/dual"
            })
    void theOrderIsThatOfTheMaterialization(String request, String expected) throws BadTarget {
        // Given
        RouteTable table = Routers.ordered("n/api prefix=/api/ ; n/v1 prefix=/api/v1/ created=3600 ;"
                + " n/exact path=/api/v1/users ; n/hosted-prefix prefix=/api/ host=api.example.com ;"
                + " n/hosted-exact path=/api/v1/users host=api.example.com ; n/dual prefix=/files");

        // Then
        assertThat(Routers.answer(table, request)).isEqualTo(expected);
    }

    /** precedence_test.go: Conflicts. Within a namespace age and name decide, as in the router. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n/young path=/dup created=9 ; n/old path=/dup                   | GET /dup   | n/old",
                "n/bbb path=/dup ; n/aaa path=/dup                               | GET /dup   | n/aaa",
                "n/get path=/dup ; n/post path=/dup methods=POST                 | GET /dup   | n/get",
                "n/get path=/dup ; n/post path=/dup methods=POST                 | POST /dup  | n/post",
                "n/young prefix=/files created=9 ; n/old prefix=/files           | GET /files | n/old",
                "n/a path=/dup host=a ; n/b path=/dup host=b ; n/any path=/dup   | GET /dup b | n/b",
                "n/a path=/dup host=a ; n/b path=/dup host=b ; n/any path=/dup   | GET /dup c | n/any"
            })
    void ofEqualRoutesTheOldestIsPicked(String triggers, String request, String expected) throws BadTarget {
        assertThat(Routers.answer(Routers.ordered(triggers), request)).isEqualTo(expected);
    }

    /** incremental_test.go: LegacyParity. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /hello                  | n/hello",
                "GET /                       | n/home",
                "GET /api                    | n/api",
                "GET /api/                   | n/api",
                "GET /api/v1                 | n/api",
                "POST /api                   | n/api",
                "GET /files/                 | n/files",
                "GET /files/a/b              | n/files",
                "GET /hosted api.example.com | n/hosted",
                "GET /cors                   | n/cors",
                "OPTIONS /cors               | n/cors",
                "GET /bank/index.html        | n/bank",
                "GET /bank/css/app.css       | n/bank",
                "GET /sessions/abc           | n/session",
                "POST /hello                 | none",
                "GET /hello/x                | none",
                "OPTIONS /                   | none",
                "GET /apifoo                 | none",
                "DELETE /api                 | none",
                "GET /files                  | none",
                "GET /hosted                 | none",
                "GET /hosted other           | none",
                "GET /orphan                 | none",
                "GET /bank/oops!             | none",
                "POST /bank/index.html       | none",
                "GET /sessions/abc/x         | none",
                "GET /no-such-route          | none",
                "GET /readyz                 | none"
            })
    void bothWaysToBuildTheListMatchAlike(String request, String expected) throws BadTarget {
        assertThat(Routers.answer(Routers.ordered(PARITY), request)).isEqualTo(expected);
        assertThat(Routers.answer(Routers.unordered(PARITY), request)).isEqualTo(expected);
    }

    /** routeshape_test.go, and httpmux: matcher_edge_test.go, httpmux_test.go, template_test.go. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path=/hello                          | GET /helloworld             | none",
                "prefix=/api/                         | GET /api                    | none",
                "prefix=/pfx/ path=/rel               | GET /pfx/x                  | n/t",
                "prefix=/pfx/ path=/rel               | GET /rel                    | none",
                "path=/m methods=GET,POST             | POST /m                     | n/t",
                "path=/m methods=GET,POST             | DELETE /m                   | none",
                "path=/dead methods=                  | GET /dead                   | none",
                "path=/dead methods=                  | OPTIONS /dead               | none",
                "path=/hosted host=api.example.com    | GET /hosted api.example.com | n/t",
                "path=/hosted host=api.example.com    | GET /hosted                 | none",
                "path=/                               | GET /x                      | none",
                "path=/p                              | HEAD /p                     | none",
                "path=/bad/{id                        | GET /bad/1                  | none",
                "path=/bad/{id:[}                     | GET /bad/1                  | n/t",
                "path=/bad/{}                         | GET /bad/1                  | none",
                "path=/good/{sort:(asc¦desc)}         | GET /good/asc               | n/t",
                "path=/good/{sort:(asc¦desc)}         | GET /good/other             | none",
                "path=/a/{id:[0-9]{3}}                | GET /a/123                  | n/t",
                "path=/a/{id:[0-9]{3}}                | GET /a/1234                 | none",
                "path=/accounts/{id}                  | GET /accounts/123           | n/t",
                "path=/accounts/{id}                  | GET /accounts/123/txns      | none",
                "path=/bank/{html:[a-zA-Z0-9./]+}     | GET /bank/foo/bar/baz.html  | n/t",
                "path=/order/{sort:(?:asc¦desc)}      | GET /order/sideways         | none",
                "prefix=/files/{dir}/                 | GET /files/docs/readme      | n/t",
                "path=/{a}/{b}                        | GET /x/y                    | n/t",
                "path=/fn/{x}                         | GET /fn/a%20b               | n/t"
            })
    void aRouteMatchesWhatItsTriggerSays(String trigger, String request, String expected) throws BadTarget {
        assertThat(Routers.answer(Routers.ordered("n/t " + trigger.replace("¦", "|")), request))
                .isEqualTo(expected);
    }

    /** fastpath_test.go: a template is an exact path like a literal one; only the order tells them apart. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n/x path=/{x} ; n/s path=/specific created=1           | GET /specific | n/x",
                "n/x path=/{x} created=1 ; n/s path=/specific           | GET /specific | n/s",
                "n/x path=/{x} ; n/s path=/specific created=1           | GET /other    | n/x",
                "n/p prefix=/api/ host=h ; n/e path=/api/v1             | GET /api/v1 h | n/p"
            })
    void aTemplateIsAsExactAsALiteral(String triggers, String request, String expected) throws BadTarget {
        assertThat(Routers.answer(Routers.ordered(triggers), request)).isEqualTo(expected);
    }
}
