namespace ReId.Index.Retention;

/// <summary>How long a camera's crops are kept.</summary>
/// <param name="Camera">Its name.</param>
/// <param name="Days">Days after their capture; null for ever.</param>
public sealed record CameraRetention(string Camera, int? Days)
{
    /// <summary>The greatest number of days.</summary>
    public const int MostDays = 36_500;
}

/// <summary>How long crops are kept, camera by camera.</summary>
public interface IRetentionStore
{
    /// <summary>All cameras, by name.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<IReadOnlyList<CameraRetention>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Sets how long.</summary>
    /// <param name="camera">Its name.</param>
    /// <param name="days">1 to 36,500 days after their capture; null for ever.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    /// <returns>False where there is no such camera.</returns>
    /// <exception cref="Contracts.ReIdException">The number of days is out of its range.</exception>
    Task<bool> SetAsync(string camera, int? days, CancellationToken cancellationToken);
}
