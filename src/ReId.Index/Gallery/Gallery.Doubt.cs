namespace ReId.Index;

/// <content>
/// What happens after a write that failed. Its rows may be stored all the same (a commit whose answer was lost), and
/// then the same crops, when they come again, are known already and never reach the index. So the index is compared
/// with the database before it is used again.
/// </content>
public sealed partial class Gallery
{
    private volatile bool _inDoubt;

    /// <summary>For readers: waits for the write in progress only when there is a doubt.</summary>
    private async Task SettleBesideWritesAsync(CancellationToken cancellationToken)
    {
        if (!_inDoubt)
        {
            return;
        }

        await _writing.WaitAsync(cancellationToken);
        try
        {
            ThrowIfDisposed();
            await SettleAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>For writers, and whoever holds their semaphore. A doubt that cannot be settled stays.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (!_inDoubt)
        {
            return;
        }

        await using (var context = _database.CreateContext())
        {
            await _names.LoadAsync(context, cancellationToken);
        }

        await Vectors.CatchUpAsync(_names.Models, cancellationToken);
        _inDoubt = false;
        _log.WriteSettled(_directory.Path);
    }
}
