using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index.Access;

/// <summary>Keys in the gallery's database.</summary>
internal sealed class ApiKeyStore(IGalleryContextFactory contexts, TimeProvider clock) : IApiKeyStore
{
    private const int LongestName = 100;

    public async Task<(ApiKey Key, string Text)> CreateAsync(
        string name, ApiRole role, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl))
        {
            throw new ReIdException($"The name of a key has 1 to {LongestName} characters and no control characters.");
        }

        if (!Enum.IsDefined(role))
        {
            throw new ReIdException($"There is no role {role}: choose one of viewer, operator, admin.");
        }

        var now = clock.GetUtcNow();
        if (expiresAt <= now)
        {
            throw new ReIdException($"The key would have expired at {expiresAt:u} already: name a time to come.");
        }

        var text = ApiKeyText.Create();
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7(now),
            Name = name,
            Role = role.ToString().ToLowerInvariant(),
            Hash = ApiKeyText.Hash(text),
            Prefix = ApiKeyText.Prefix(text),
            CreatedAt = now.UtcDateTime,
            ExpiresAt = expiresAt?.UtcDateTime,
        };
        await using var context = contexts.CreateContext();
        context.ApiKeys.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        return (FromRow(row), text);
    }

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var rows = await context.ApiKeys.AsNoTracking().OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return rows.ConvertAll(FromRow);
    }

    public async Task<ApiKey?> FindAsync(string text, CancellationToken cancellationToken)
    {
        var hash = ApiKeyText.Hash(text);
        await using var context = contexts.CreateContext();
        return await context.ApiKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, cancellationToken) is { } row
            ? FromRow(row)
            : null;
    }

    public async Task<ApiKey?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        return await context.ApiKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row
            ? FromRow(row)
            : null;
    }

    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        if (await context.ApiKeys.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } row)
        {
            return false;
        }

        row.RevokedAt ??= clock.GetUtcNow().UtcDateTime;
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    public async Task UsedAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        await context.ApiKeys.Where(row => row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, at.UtcDateTime), cancellationToken);
    }

    private static ApiKey FromRow(ApiKeyRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Role = Enum.Parse<ApiRole>(row.Role, ignoreCase: true),
        Prefix = row.Prefix,
        CreatedAt = row.CreatedAt,
        ExpiresAt = row.ExpiresAt is { } end ? new DateTimeOffset(end) : null,
        RevokedAt = row.RevokedAt is { } revoked ? new DateTimeOffset(revoked) : null,
        LastUsedAt = row.LastUsedAt is { } used ? new DateTimeOffset(used) : null,
    };
}
