namespace ReId.Ingest.Publishing;

/// <summary>
/// Hears of the crops of this process that will never be in the gallery: once for each, and before its room in the
/// <see cref="InFlightBudget"/> is given back, so that whoever waited until nothing is in flight knows of every loss.
/// Calls come from the bus's threads, several at a time.
/// </summary>
public interface ICropLossObserver
{
    /// <summary>A crop was refused: its picture can never be indexed.</summary>
    /// <param name="cropId">The crop.</param>
    /// <param name="camera">Name of its camera.</param>
    /// <param name="reason">Why, one sentence.</param>
    void Rejected(Guid cropId, string camera, string reason);

    /// <summary>Embedding or indexing a crop failed for good, retries included.</summary>
    /// <param name="cropId">The crop.</param>
    /// <param name="camera">Name of its camera.</param>
    /// <param name="reason">What the consumer's exception said.</param>
    void Failed(Guid cropId, string camera, string reason);
}
