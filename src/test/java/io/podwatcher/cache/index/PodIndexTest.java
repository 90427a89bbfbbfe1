package io.podwatcher.cache.index;

import static io.podwatcher.cache.Pods.finished;
import static io.podwatcher.cache.Pods.hostNetwork;
import static io.podwatcher.cache.Pods.inNamespace;
import static io.podwatcher.cache.Pods.ip;
import static io.podwatcher.cache.Pods.live;
import static io.podwatcher.cache.Pods.onNode;
import static io.podwatcher.cache.Pods.terminating;
import static io.podwatcher.cache.Pods.withoutNetwork;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.cache.Pods;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.lookup.LookupResult.Refused;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.model.Cidr;
import io.podwatcher.model.Pod;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodIndexTest {

    private final PodIndex index = new PodIndex(ip -> true, Pods.unlimited());

    @Test
    void aLivePodOwnsEachOfItsIps() {
        index.put(live("a", "10.0.0.1", "fd00::1"));

        assertOwner("10.0.0.1", "a");
        assertOwner("fd00::1", "a");
        assertThat(index.size().ownedIps()).isEqualTo(2);
    }

    @Test
    void anUnknownIpIsNotFound() {
        index.put(live("a", "10.0.0.1"));

        assertRefused("10.0.0.2", Refused.NOT_FOUND);
    }

    @Test
    void aPodOwnsItsIpHoweverItIsSpelled() {
        index.put(live("a", "fd00:0::1"));
        index.put(live("b", "10.0.0.1"));

        assertOwner("fd00::1", "a");
        assertOwner("::ffff:10.0.0.1", "b");
    }

    @Test
    void aFinishedJobThatKeepsItsIpDoesNotClaimIt() {
        index.put(finished("job", "10.0.0.1"));
        assertRefused("10.0.0.1", Refused.NOT_FOUND);

        index.put(live("next", "10.0.0.1"));
        assertOwner("10.0.0.1", "next");
    }

    @Test
    void aPodThatFinishesReleasesItsIp() {
        index.put(live("job", "10.0.0.1"));
        index.put(live("next", "10.0.0.1"));
        index.put(finished("job", "10.0.0.1"));

        assertOwner("10.0.0.1", "next");
    }

    @Test
    void theDeletionOfAnOldPodDoesNotRemoveTheNewOneThatHasItsIp() {
        index.put(live("old", "10.0.0.1"));
        index.put(live("new", "10.0.0.1"));
        index.remove("old");

        assertOwner("10.0.0.1", "new");
    }

    @Test
    void aLivePodOwnsAnIpThatTerminatingPodsClaimToo() {
        index.put(terminating("old", "10.0.0.1"));
        index.put(live("new", "10.0.0.1"));
        index.put(terminating("older", "10.0.0.1"));

        assertOwner("10.0.0.1", "new");
    }

    @Test
    void aSingleTerminatingPodStillOwnsItsIp() {
        index.put(live("a", "10.0.0.1"));
        index.put(terminating("a", "10.0.0.1"));

        assertOwner("10.0.0.1", "a");
        assertThat(((LookupResult.Owned) index.lookup(ip("10.0.0.1"))).pod().stage())
                .isEqualTo(Pod.Stage.TERMINATING);
    }

    @Test
    void twoLivePodsWithOneIpAreRefusedUntilOneGoes() {
        index.put(live("a", "10.0.0.1"));
        index.put(live("b", "10.0.0.1"));
        assertAmbiguous("10.0.0.1", "a", "b");
        assertThat(index.size().ownedIps()).isZero();

        index.put(terminating("a", "10.0.0.1"));
        assertOwner("10.0.0.1", "b");

        index.remove("b");
        assertOwner("10.0.0.1", "a");
    }

    @Test
    void twoTerminatingPodsWithOneIpAreRefused() {
        index.put(terminating("a", "10.0.0.1"));
        index.put(terminating("b", "10.0.0.1"));

        assertAmbiguous("10.0.0.1", "a", "b");
    }

    @Test
    void twoLivePodsAreRefusedWhateverElseIsTerminating() {
        index.put(live("a", "10.0.0.1"));
        index.put(terminating("b", "10.0.0.1"));
        index.put(live("c", "10.0.0.1"));

        assertAmbiguous("10.0.0.1", "a", "b", "c");
    }

    @Test
    void aPodThatChangesItsIpReleasesTheOldOne() {
        index.put(live("a", "10.0.0.1", "10.0.0.2"));
        index.put(live("a", "10.0.0.2", "10.0.0.3"));

        assertRefused("10.0.0.1", Refused.NOT_FOUND);
        assertOwner("10.0.0.2", "a");
        assertOwner("10.0.0.3", "a");
    }

    @Test
    void anEvictedPodThatLosesItsIpIsNotFound() {
        index.put(live("a", "10.0.0.1"));
        index.put(live("a"));

        assertRefused("10.0.0.1", Refused.NOT_FOUND);
    }

    @Test
    void theNewestStateOfAPodIsGiven() {
        Pod newest = live("a", "10.0.0.1");
        index.put(live("a", "10.0.0.1"));
        index.put(newest);

        assertThat(((LookupResult.Owned) index.lookup(ip("10.0.0.1"))).pod()).isSameAs(newest);
    }

    @Test
    void hostNetworkPodsDoNotClaimTheirNodesIp() {
        index.put(hostNetwork("a", "192.168.1.1"));
        index.put(hostNetwork("b", "192.168.1.1"));
        assertRefused("192.168.1.1", Refused.HOST_NETWORK);

        index.remove("a");
        assertRefused("192.168.1.1", Refused.HOST_NETWORK);

        index.remove("b");
        assertRefused("192.168.1.1", Refused.NOT_FOUND);
    }

    @Test
    void finishedHostNetworkPodsAreForgotten() {
        index.put(hostNetwork("a", "192.168.1.1"));
        index.put(Pods.pod("a", "kube-system", Pod.Network.HOST, Pod.Stage.FINISHED, "192.168.1.1"));

        assertRefused("192.168.1.1", Refused.NOT_FOUND);
    }

    @Test
    void anIpThatAHostNetworkPodHadWhenItStartedIsOwnedByThePodThatClaimsIt() {
        index.put(onNode(hostNetwork("a", "192.168.1.1"), "192.168.1.2"));
        index.put(live("b", "192.168.1.1"));

        assertOwner("192.168.1.1", "b");
    }

    @Test
    void anIpThatAnotherPodNamesAsItsNodesIsNobodys() {
        index.put(onNode(live("stale", "10.0.0.7"), "192.168.1.1"));
        assertOwner("10.0.0.7", "stale");

        index.put(onNode(hostNetwork("kube-proxy", "10.0.0.7"), "10.0.0.7"));
        assertRefused("10.0.0.7", Refused.HOST_NETWORK);
        assertThat(index.size()).isEqualTo(new MapSize(2, 0, 0));
        assertThat(list(null)).isEmpty();
        assertThat(list("default")).isEmpty();
    }

    @Test
    void aPodThatClaimsAnIpAfterAnotherHasNamedItAsItsNodesDoesNotOwnIt() {
        index.put(onNode(live("neighbour", "10.0.0.1"), "10.0.0.7"));
        index.put(live("stale", "10.0.0.7"));

        assertRefused("10.0.0.7", Refused.HOST_NETWORK);
        assertOwner("10.0.0.1", "neighbour");
    }

    @Test
    void anIpIsClaimedAgainWhenTheLastPodOfThatNodeHasGone() {
        index.put(live("a", "10.0.0.7"));
        index.put(onNode(hostNetwork("agent"), "10.0.0.7"));
        index.put(onNode(live("b", "10.0.0.1"), "10.0.0.7"));

        index.remove("agent");
        assertRefused("10.0.0.7", Refused.HOST_NETWORK);

        index.remove("b");
        assertOwner("10.0.0.7", "a");
    }

    @Test
    void aFinishedPodNamesNoNode() {
        index.put(live("a", "10.0.0.7"));
        index.put(onNode(terminating("b", "10.0.0.1"), "10.0.0.7"));
        assertRefused("10.0.0.7", Refused.HOST_NETWORK);

        index.put(onNode(finished("b", "10.0.0.1"), "10.0.0.7"));
        assertOwner("10.0.0.7", "a");
    }

    @Test
    void aNodeThatGetsAnotherIpReleasesTheOldOne() {
        index.put(live("a", "10.0.0.7"));
        index.put(live("b", "10.0.0.8"));
        index.put(onNode(live("c", "10.0.0.1"), "10.0.0.7"));
        index.put(onNode(live("c", "10.0.0.1"), "10.0.0.8"));

        assertOwner("10.0.0.7", "a");
        assertRefused("10.0.0.8", Refused.HOST_NETWORK);
    }

    @Test
    void aPodThatIsAMachineOfItsOwnOwnsTheIpThatItSharesWithItsNode() {
        index.put(onNode(live("a", "10.0.0.7"), "10.0.0.7"));
        assertOwner("10.0.0.7", "a");

        index.put(onNode(live("b", "10.0.0.1"), "10.0.0.7"));
        assertRefused("10.0.0.7", Refused.HOST_NETWORK);

        index.remove("b");
        assertOwner("10.0.0.7", "a");
    }

    @Test
    void twoPodsThatClaimOneIpAndOfWhichOneNamesItAsItsNodesAreRefusedAsANode() {
        index.put(onNode(live("a", "10.0.0.7"), "10.0.0.7"));
        index.put(live("b", "10.0.0.7"));
        assertRefused("10.0.0.7", Refused.HOST_NETWORK);
        assertThat(index.size().ambiguousIps()).isZero();

        index.put(onNode(live("a", "10.0.0.7"), "192.168.1.1"));
        assertAmbiguous("10.0.0.7", "a", "b");
        assertThat(index.size().ambiguousIps()).isEqualTo(1);
    }

    @Test
    void bothFamiliesOfADualStackNodeAreTheNodes() {
        index.put(live("a", "10.0.0.7"));
        index.put(live("b", "fd00::7"));
        index.put(onNode(hostNetwork("agent"), "10.0.0.7", "fd00::7"));

        assertRefused("10.0.0.7", Refused.HOST_NETWORK);
        assertRefused("fd00::7", Refused.HOST_NETWORK);
    }

    @Test
    void aNodesIpThatNoPodClaimsIsTheNodes() {
        index.put(onNode(live("a", "10.0.0.1"), "192.168.1.1"));

        assertRefused("192.168.1.1", Refused.HOST_NETWORK);
    }

    @Test
    void aPodWithoutNetworkClaimsNothing() {
        index.put(withoutNetwork("a", "10.0.0.1"));
        assertRefused("10.0.0.1", Refused.NOT_FOUND);

        index.put(live("b", "10.0.0.1"));
        assertOwner("10.0.0.1", "b");
    }

    @Test
    void aPodThatLosesItsNetworkReleasesItsIpAndGetsItBackWithANewSandbox() {
        index.put(live("a", "10.0.0.1"));
        index.put(withoutNetwork("a", "10.0.0.1"));
        assertRefused("10.0.0.1", Refused.NOT_FOUND);

        index.put(live("a", "10.0.0.1"));
        assertOwner("10.0.0.1", "a");
    }

    @Test
    void aPodWithoutNetworkStillNamesItsNode() {
        index.put(onNode(withoutNetwork("a", "10.0.0.1"), "10.0.0.7"));
        index.put(live("b", "10.0.0.7"));

        assertRefused("10.0.0.7", Refused.HOST_NETWORK);
    }

    @Test
    void onlyIpsInsideTheClusterCidrAreClaimed() {
        Cidr cluster = Cidr.parse("10.42.0.0/16");
        PodIndex narrow = new PodIndex(cluster::contains, Pods.unlimited());
        narrow.put(live("a", "10.42.0.1", "10.43.0.1"));
        narrow.put(live("b", "10.43.0.2"));

        assertThat(narrow.lookup(ip("10.42.0.1"))).isInstanceOf(LookupResult.Owned.class);
        assertThat(narrow.lookup(ip("10.43.0.1"))).isEqualTo(Refused.NOT_FOUND);
        assertThat(narrow.lookup(ip("10.43.0.2"))).isEqualTo(Refused.NOT_FOUND);
        assertThat(narrow.size().ownedIps()).isEqualTo(1);
    }

    @Test
    void removingAnUnknownPodChangesNothing() {
        index.put(live("a", "10.0.0.1"));
        index.remove("b");

        assertOwner("10.0.0.1", "a");
    }

    @Test
    void aNamespaceListsItsOwnPodsOnly() {
        index.put(inNamespace("one", "a", "10.0.0.1"));
        index.put(inNamespace("two", "b", "10.0.0.2"));
        index.put(inNamespace("one", "c", "10.0.0.3"));
        index.remove("c");

        assertThat(list("one")).containsExactly("10.0.0.1 a");
        assertThat(list("two")).containsExactly("10.0.0.2 b");
        assertThat(list("three")).isEmpty();
        assertThat(list(null)).containsExactlyInAnyOrder("10.0.0.1 a", "10.0.0.2 b");
    }

    @Test
    void anIpThatGoesToAnotherNamespaceLeavesTheFirstOne() {
        index.put(inNamespace("one", "a", "10.0.0.1"));
        index.remove("a");
        index.put(inNamespace("two", "b", "10.0.0.1"));

        assertThat(list("one")).isEmpty();
        assertThat(list("two")).containsExactly("10.0.0.1 b");
    }

    private List<String> list(String namespace) {
        List<String> entries = new ArrayList<>();
        index.page(namespace, null, 100, (ip, pod) -> entries.add(ip + " " + pod.uid()));
        return entries;
    }

    private void assertOwner(String ip, String uid) {
        assertThat(index.lookup(ip(ip)))
                .isInstanceOfSatisfying(
                        LookupResult.Owned.class,
                        owned -> assertThat(owned.pod().uid()).isEqualTo(uid));
    }

    private void assertAmbiguous(String ip, String... uids) {
        assertThat(index.lookup(ip(ip)))
                .isInstanceOfSatisfying(
                        LookupResult.Ambiguous.class,
                        ambiguous -> assertThat(ambiguous.claimants())
                                .extracting(Pod::uid)
                                .containsExactlyInAnyOrder(uids));
    }

    private void assertRefused(String ip, Refused reason) {
        assertThat(index.lookup(ip(ip))).isEqualTo(reason);
    }
}
