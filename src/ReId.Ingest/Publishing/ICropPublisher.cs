using ReId.Ingest.Cropping;

namespace ReId.Ingest.Publishing;

/// <summary>Sends crops on their way to the gallery.</summary>
public interface ICropPublisher
{
    /// <summary>Publishes a crop, waiting while too many are on their way.</summary>
    /// <param name="crop">The crop.</param>
    /// <param name="cancellationToken">Ends the waiting; the crop was not published then.</param>
    Task PublishAsync(CapturedCrop crop, CancellationToken cancellationToken);
}
