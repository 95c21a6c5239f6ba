using ReId.Testing;
using ReId.Testing.Servers;

[assembly: NoLeakedHandles]
[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
