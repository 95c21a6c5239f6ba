namespace ReId.Search.Queues;

/// <summary>What is on its way between capture and gallery, wherever it waits: the API does not know which bus there is.</summary>
public interface ICropLines
{
    /// <summary>Looks; cheap enough for every request, and never longer than a moment.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<CropsOnTheWay> LookAsync(CancellationToken cancellationToken);
}

/// <summary>Crops between capture and gallery at a moment.</summary>
/// <param name="Crops">Those that are not in the gallery yet; null when nobody can say.</param>
/// <param name="DeadLetters">Messages that could not be processed and wait for a person; null when nobody can say.</param>
public readonly record struct CropsOnTheWay(long? Crops, long? DeadLetters);
