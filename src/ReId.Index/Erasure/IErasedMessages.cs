namespace ReId.Index.Erasure;

/// <summary>A crop that a message is about.</summary>
/// <param name="CropId">The crop.</param>
/// <param name="Camera">Its camera.</param>
/// <param name="CapturedAt">When it was captured.</param>
public sealed record MessageOfCrop(Guid CropId, string Camera, DateTimeOffset CapturedAt);

/// <summary>
/// Messages that hold pictures and vectors for long: the dead letters of a broker. (One that waits in its line is refused
/// by the gallery when it comes.)
/// </summary>
public interface IErasedMessages
{
    /// <summary>Removes messages about crops that were erased; others stay as they are.</summary>
    /// <param name="erasureOf">The erasure that a crop went with; null for a crop that was not erased.</param>
    /// <param name="cancellationToken">Stops; what is removed stays removed.</param>
    /// <returns>The erasure of each message that was removed.</returns>
    /// <exception cref="Contracts.ReIdException">The broker cannot be reached.</exception>
    Task<IReadOnlyList<Guid>> RemoveAsync(Func<MessageOfCrop, Guid?> erasureOf, CancellationToken cancellationToken);
}
