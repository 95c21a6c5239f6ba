using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ReId.Index.Tests.Support;

/// <summary>A database that, while armed, answers no question once it has committed.</summary>
internal sealed class SilentAfterCommit : DbCommandInterceptor, ISaveChangesInterceptor
{
    private bool _silent;
    private bool _armed;

    public bool Armed
    {
        get => _armed;
        set => (_armed, _silent) = (value, false);
    }

    public ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        _silent = _armed;
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default) =>
        _silent ? throw new IOException("the connection broke") : ValueTask.FromResult(result);
}
