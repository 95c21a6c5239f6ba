using ReId.Ingest.Cropping;
using ReId.Ingest.Publishing;

namespace ReId.Ingest.Tests.Support;

internal sealed class CollectingPublisher : ICropPublisher
{
    public List<CapturedCrop> Crops { get; } = [];

    public Task PublishAsync(CapturedCrop crop, CancellationToken cancellationToken)
    {
        Crops.Add(crop);
        return Task.CompletedTask;
    }
}
