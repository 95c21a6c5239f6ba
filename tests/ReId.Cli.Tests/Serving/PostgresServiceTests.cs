using ReId.Testing.Servers;

namespace ReId.Cli.Tests.Serving;

/// <summary>Searches over HTTP, with the gallery in PostgreSQL.</summary>
public sealed class PostgresSearchApiTests(PostgresServer server) : SearchApiTests
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);
}

/// <summary>Identities over HTTP, with the gallery in PostgreSQL.</summary>
public sealed class PostgresIdentityApiTests(PostgresServer server) : IdentityApiTests
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);
}

/// <summary>Erasure, export and retention over HTTP, with the gallery in PostgreSQL.</summary>
public sealed class PostgresPrivacyTests(PostgresServer server) : PrivacyTests
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);
}

/// <summary>Watches and events, with the gallery in PostgreSQL.</summary>
public sealed class PostgresEventTests(PostgresServer server) : EventTests
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);
}

/// <summary>Keys and sessions, with the gallery in PostgreSQL.</summary>
public sealed class PostgresKeyTests(PostgresServer server) : KeyTests
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);
}

/// <summary>Tracklets over HTTP, with the gallery in PostgreSQL.</summary>
public sealed class PostgresTrackletTests(PostgresServer server) : TrackletTests
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);
}

/// <summary>Two requests for one crop id, with the gallery in PostgreSQL.</summary>
public sealed class PostgresEnrolRaceTests(PostgresServer server) : EnrolRaceTests
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);
}
