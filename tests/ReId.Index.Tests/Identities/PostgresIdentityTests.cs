using ReId.Index.Tests.GalleryTests;
using ReId.Testing.Servers;

namespace ReId.Index.Tests.Identities;

/// <summary>What the store tells, in PostgreSQL.</summary>
public sealed class PostgresIdentityListTests(PostgresServer server) : IdentityListTests
{
    protected override Task<string?> DatabaseAsync() => PostgresAddTests.NewAsync(server);
}

/// <summary>What becomes of removed crops, in PostgreSQL.</summary>
public sealed class PostgresRemovedCropsTests(PostgresServer server) : RemovedCropsTests
{
    protected override Task<string?> DatabaseAsync() => PostgresAddTests.NewAsync(server);
}

/// <summary>Runs that do not end, in PostgreSQL.</summary>
public sealed class PostgresInterruptedRunTests(PostgresServer server) : InterruptedRunTests
{
    protected override Task<string?> DatabaseAsync() => PostgresAddTests.NewAsync(server);
}
