using ReId.Model.Preprocessing;

namespace ReId.Model.Embedding;

/// <summary>Fills a <see cref="PixelBatch"/> from encoded pictures, in parallel; one bad picture spoils nothing.</summary>
internal sealed class BatchPreparation(PicturePreparer preparer, int threads)
{
    /// <param name="images">The pictures of the whole call.</param>
    /// <param name="range">Those that go into this batch.</param>
    /// <param name="batch">Filled; a bad picture leaves a black slot.</param>
    /// <param name="errors">Receives a sentence for every bad picture, by position in <paramref name="images"/>.</param>
    /// <param name="cancellationToken">Stops between pictures.</param>
    public void Fill(
        IReadOnlyList<ReadOnlyMemory<byte>> images, Range range, PixelBatch batch, string?[] errors,
        CancellationToken cancellationToken)
    {
        var (offset, count) = range.GetOffsetAndLength(images.Count);
        batch.Count = count;
        if (count == 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Prepare(0);
            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, count, options, Prepare);

        void Prepare(int slot)
        {
            try
            {
                preparer.Prepare(images[offset + slot].Span, batch, slot);
            }
            catch (PictureException e)
            {
                batch.Slot(slot).Clear();
                errors[offset + slot] = e.Message;
            }
        }
    }
}
