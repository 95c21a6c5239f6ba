using ReId.Index.Segments;

namespace ReId.Index.Tests.Segments;

public sealed class AsyncReaderWriterLockTests
{
    private readonly AsyncReaderWriterLock _lock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_share_and_a_writer_is_alone()
    {
        var first = await _lock.ReadAsync(Token);
        var second = await _lock.ReadAsync(Token);
        var writer = _lock.WriteAsync(Token);
        Assert.False(writer.IsCompleted);
        first.Dispose();
        Assert.False(writer.IsCompleted);
        second.Dispose();
        second.Dispose(); // Twice is once.

        using (await writer)
        {
            Assert.False(_lock.ReadAsync(Token).IsCompleted);
            Assert.False(_lock.WriteAsync(Token).IsCompleted);
        }
    }

    [Fact]
    public async Task A_waiting_writer_holds_new_readers_back_and_they_go_first_after_it()
    {
        var reader = await _lock.ReadAsync(Token);
        var writer = _lock.WriteAsync(Token);
        var secondWriter = _lock.WriteAsync(Token);
        var late = _lock.ReadAsync(Token);
        Assert.False(late.IsCompleted);

        reader.Dispose();
        (await writer).Dispose();
        (await late).Dispose();
        (await secondWriter).Dispose();
    }

    [Fact]
    public async Task A_cancelled_writer_lets_the_readers_behind_it_go()
    {
        using var cancel = new CancellationTokenSource();
        var reader = await _lock.ReadAsync(Token);
        var writer = _lock.WriteAsync(cancel.Token);
        var late = _lock.ReadAsync(Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer);
        (await late).Dispose();
        reader.Dispose();
        (await _lock.WriteAsync(Token)).Dispose();
    }

    [Fact]
    public async Task Under_load_no_writer_ever_meets_anybody()
    {
        int readers = 0, writers = 0, most = 0;
        var workers = Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 500; i++)
            {
                using var cancel = new CancellationTokenSource();
                if (random.Next(10) == 0)
                {
                    await cancel.CancelAsync();
                }

                try
                {
                    if (random.Next(4) == 0)
                    {
                        using (await _lock.WriteAsync(cancel.Token))
                        {
                            Assert.Equal(1, Interlocked.Increment(ref writers));
                            Assert.Equal(0, Volatile.Read(ref readers));
                            await Task.Yield();
                            Interlocked.Decrement(ref writers);
                        }
                    }
                    else
                    {
                        using (await _lock.ReadAsync(cancel.Token))
                        {
                            var now = Interlocked.Increment(ref readers);
                            most = Math.Max(most, now);
                            Assert.Equal(0, Volatile.Read(ref writers));
                            await Task.Yield();
                            Interlocked.Decrement(ref readers);
                        }
                    }
                }
                catch (OperationCanceledException)
                {
                    // A share of the waiting is given up on purpose.
                }
            }
        }));

        await Task.WhenAll(workers);

        Assert.True(most > 1);
        Assert.True(_lock.WriteAsync(Token).IsCompletedSuccessfully);
    }
}
