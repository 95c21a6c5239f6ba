using System.Collections.Concurrent;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Preprocessing;

namespace ReId.Model.Loading;

/// <summary>Decoded and resized pictures, kept while they fit. Threads share it.</summary>
internal sealed class PictureCache(IReadOnlyList<DataSetImage> images, ModelInfo model, long bytes)
{
    private readonly PicturePreparer _preparer = new(model);
    private readonly ConcurrentDictionary<int, byte[]> _kept = new();
    private readonly int _size = PixelBatch.Channels * model.InputHeight * model.InputWidth;

    /// <summary>Writes a picture as 8-bit RGB.</summary>
    /// <param name="position">Its place in the list.</param>
    /// <param name="slot">A batch of one picture that belongs to the caller; its slot is written.</param>
    /// <exception cref="ReIdException">It cannot be read or decoded; names the file.</exception>
    public void Read(int position, PixelBatch slot)
    {
        if (_kept.TryGetValue(position, out var kept))
        {
            kept.CopyTo(slot.Slot(0));
            return;
        }

        var path = images[position].Path;
        try
        {
            _preparer.Prepare(File.ReadAllBytes(path), slot, 0);
        }
        catch (PictureException e)
        {
            throw new ReIdException($"{path} {e.Message}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"{path} cannot be read: {e.Message}", e);
        }

        if ((long)(_kept.Count + 1) * _size <= bytes)
        {
            _kept.TryAdd(position, slot.Slot(0).ToArray());
        }
    }
}
