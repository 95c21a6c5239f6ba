using ReId.Contracts;

namespace ReId.Model.Samplers;

/// <summary>Every picture once an epoch, in a drawn order; what is left over at the end joins no batch, unless it is all there is.</summary>
internal sealed class ShuffleSampler : IBatchSampler
{
    private readonly int _pictures;
    private readonly int _seed;

    public ShuffleSampler(TrainingLabels labels, SamplerOptions options)
    {
        _pictures = labels.Labels.Count > 0 ? labels.Labels.Count : throw new ReIdException("There are no pictures to draw batches of.");
        BatchSize = Math.Min(options.BatchSize, _pictures);
        _seed = options.Seed;
    }

    public string Name => "shuffle";

    public int BatchSize { get; }

    public int BatchesPerEpoch => _pictures / BatchSize;

    public IEnumerable<int[]> Epoch(int epoch)
    {
        var order = Enumerable.Range(0, _pictures).ToArray();
        Draws.Of(_seed, epoch).Shuffle(order);
        return order.Chunk(BatchSize).Take(BatchesPerEpoch);
    }
}
