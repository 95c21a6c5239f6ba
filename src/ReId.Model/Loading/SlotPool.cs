using System.Collections.Concurrent;
using ReId.Model.Embedding;

namespace ReId.Model.Loading;

/// <summary>Room for one picture each, used again: as many as threads hold at once. Threads share it.</summary>
/// <param name="model">The size of the pictures.</param>
internal sealed class SlotPool(ModelInfo model) : IDisposable
{
    private readonly ConcurrentBag<PixelBatch> _free = [];

    /// <summary>A batch of one picture; its content is undefined.</summary>
    public PixelBatch Take() => _free.TryTake(out var slot) ? slot : new PixelBatch(1, model.InputHeight, model.InputWidth) { Count = 1 };

    /// <summary>Gives it back.</summary>
    public void Return(PixelBatch slot) => _free.Add(slot);

    public void Dispose()
    {
        while (_free.TryTake(out var slot))
        {
            slot.Dispose();
        }
    }
}
