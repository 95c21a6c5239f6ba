using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Auditing;

/// <summary>
/// The audit log in the gallery's database. Lines that come while one commit is under way share the next: a commit waits
/// for the disk, and many searches at once must not wait for each other's.
/// </summary>
internal sealed class AuditLog : IAuditLog, IAsyncDisposable
{
    private const int MostInCommit = 256;

    private readonly IGalleryContextFactory _contexts;
    private readonly Channel<(AuditEntry Entry, TaskCompletionSource Done)> _waiting =
        Channel.CreateUnbounded<(AuditEntry, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Task _writing;

    public AuditLog(IGalleryContextFactory contexts)
    {
        _contexts = contexts;
        _writing = Task.Run(WriteAllAsync);
    }

    public async Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite((entry, done)), this);

        await done.Task.WaitAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        await using var context = _contexts.CreateContext();
        var rows = context.Audit.AsNoTracking();
        if (query.Actor is { } actor)
        {
            rows = rows.Where(row => row.Actor == actor);
        }

        if (query.Action is { } action)
        {
            rows = rows.Where(row => row.Action == action);
        }

        if (query.Before is { } before)
        {
            rows = rows.Where(row => row.Sequence < before);
        }

        var page = await rows.OrderByDescending(row => row.Sequence).Take(query.Limit).ToListAsync(cancellationToken);
        return page.ConvertAll(row => new AuditEntry
        {
            Sequence = row.Sequence,
            At = row.At,
            Actor = row.Actor,
            Action = row.Action,
            Target = row.Target,
            Detail = row.Detail,
        });
    }

    /// <summary>Waits until every line is written.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<(AuditEntry Entry, TaskCompletionSource Done)>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostInCommit && _waiting.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            try
            {
                await using var context = _contexts.CreateContext();
                context.Audit.AddRange(batch.Select(item => ToRow(item.Entry)));
                await context.SaveChangesAsync();
                batch.ForEach(item => item.Done.SetResult());
            }
            catch (Exception failure)
            {
                // Whoever waits hears of it: what cannot be noted is not done.
                batch.ForEach(item => item.Done.SetException(failure));
            }
        }
    }

    private static AuditRow ToRow(AuditEntry entry) => new()
    {
        At = entry.At.UtcDateTime,
        Actor = entry.Actor,
        Action = entry.Action,
        Target = entry.Target,
        Detail = entry.Detail,
    };
}
