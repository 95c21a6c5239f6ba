using ReId.Contracts;
using ReId.Model.Augmentation;
using ReId.Model.Embedding;
using ReId.Model.Preprocessing;

namespace ReId.Model.Loading;

/// <summary>One picture into one slot of a batch: read, augment, normalise. Threads share it.</summary>
internal sealed class PictureFiller : IDisposable
{
    private readonly PictureCache _cache;
    private readonly AugmentationPipeline _augmentation;
    private readonly PixelNormaliser _normaliser;
    private readonly SlotPool _slots;
    private readonly TrainingPictures _others;

    public PictureFiller(PictureCache cache, AugmentationPipeline augmentation, ModelInfo model)
    {
        (_cache, _augmentation, _normaliser, _slots) = (cache, augmentation, new PixelNormaliser(model), new SlotPool(model));
        _others = new TrainingPictures(cache, _slots);
    }

    /// <summary>Fills a slot.</summary>
    /// <param name="position">The picture's place in the training list.</param>
    /// <param name="epoch">The epoch whose augmentation is drawn; null to leave the picture as it is.</param>
    /// <param name="place">How many pictures of the epoch come before it.</param>
    /// <param name="target">Room for 3×H×W values.</param>
    /// <returns>Null, or the sentence that says why it cannot be used.</returns>
    public string? Fill(int position, int? epoch, int place, Span<float> target)
    {
        var slot = _slots.Take();
        try
        {
            _cache.Read(position, slot);
            if (epoch is { } number)
            {
                _augmentation.Apply(slot.Slot(0), slot.Height, slot.Width, number, place, _others);
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
            _slots.Return(slot);
        }
    }

    public void Dispose() => _slots.Dispose();
}
