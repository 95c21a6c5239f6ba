using System.Collections.Concurrent;
using ReId.Contracts;
using ReId.Model.Augmentation;
using ReId.Model.Embedding;
using ReId.Model.Preprocessing;

namespace ReId.Model.Loading;

/// <summary>One picture into one slot of a batch: read, augment, normalise. Threads share it.</summary>
internal sealed class PictureFiller(PictureCache cache, AugmentationPipeline augmentation, ModelInfo model) : IDisposable
{
    private readonly PixelNormaliser _normaliser = new(model);

    // As many as there are threads at work at once.
    private readonly ConcurrentBag<PixelBatch> _slots = [];

    /// <summary>Fills a slot.</summary>
    /// <param name="position">The picture's place in the training list.</param>
    /// <param name="epoch">The epoch whose augmentation is drawn; null to leave the picture as it is.</param>
    /// <param name="place">How many pictures of the epoch come before it.</param>
    /// <param name="target">Room for 3×H×W values.</param>
    /// <returns>Null, or the sentence that says why it cannot be used.</returns>
    public string? Fill(int position, int? epoch, int place, Span<float> target)
    {
        var slot = _slots.TryTake(out var free) ? free : new PixelBatch(1, model.InputHeight, model.InputWidth) { Count = 1 };
        try
        {
            cache.Read(position, slot);
            if (epoch is { } number)
            {
                augmentation.Apply(slot.Slot(0), slot.Height, slot.Width, number, place);
            }

            _normaliser.Run(slot.Slot(0), target);
            return null;
        }
        catch (ReIdException e)
        {
            return e.Message;
        }
        finally
        {
            _slots.Add(slot);
        }
    }

    public void Dispose()
    {
        while (_slots.TryTake(out var slot))
        {
            slot.Dispose();
        }
    }
}
