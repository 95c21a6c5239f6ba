using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ReId.Index.Tests.Support;

/// <summary>A database that commits and then fails before it can say so.</summary>
internal sealed class LostAnswer : SaveChangesInterceptor
{
    public bool Fails { get; set; }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        Fails ? throw new IOException("the connection broke") : ValueTask.FromResult(result);
}
