namespace ReId.Index;

/// <content>
/// What happens after a write that failed. Its rows may be stored all the same (a commit whose answer was lost), and
/// then the same crops, when they come again, are known already and never reach the index. So the index is compared
/// with the database before it is used again.
/// </content>
public sealed partial class Gallery
{
    private int _doubts;
    private int _settled; // The doubt that was settled last.
    private int _losses;

    private bool InDoubt => Volatile.Read(ref _doubts) != Volatile.Read(ref _settled);

    /// <summary>
    /// Makes sure that nobody else writes its database. Where that was not so for a while, the index is compared with the
    /// database before it is used again.
    /// </summary>
    /// <returns>How often the right to write was lost so far, for whoever else keeps something in mind.</returns>
    internal async Task<int> HoldAsync(CancellationToken cancellationToken)
    {
        var losses = await _database.HoldAsync(cancellationToken);
        if (Interlocked.Exchange(ref _losses, losses) != losses)
        {
            Doubt();
            _log.WriterAgain(_directory.Path);
        }

        return losses;
    }

    /// <summary>For readers: waits for the write in progress only when there is a doubt.</summary>
    private async Task SettleBesideWritesAsync(CancellationToken cancellationToken)
    {
        if (!InDoubt)
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

    private void Doubt() => Interlocked.Increment(ref _doubts);

    /// <summary>For writers, and whoever holds their semaphore. A doubt that cannot be settled stays.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (!InDoubt)
        {
            return;
        }

        var doubt = Volatile.Read(ref _doubts); // One that comes meanwhile is another one.
        await using (var context = _database.CreateContext())
        {
            await _names.LoadAsync(context, cancellationToken);
        }

        await Vectors.CatchUpAsync(_names.Models, cancellationToken);
        Volatile.Write(ref _settled, doubt);
        _log.WriteSettled(_directory.Path);
    }
}
