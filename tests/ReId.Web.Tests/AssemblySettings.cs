using ReId.Web.Tests.Support;

// One server and one browser for all; one test after the other keeps two cores from judging by the clock.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Site))]
