namespace ReId.Contracts;

/// <summary>
/// What a transport does about a publication that it refuses for now (a full line, a broker that is away) or never answers
/// (a broker that died under it). Without one, a failure is a failure.
/// </summary>
public interface IPublishPatience
{
    /// <summary>Publishes, and tries again with growing pauses until the transport has taken the message.</summary>
    /// <param name="publish">
    /// One try; its token ends it when no answer comes. Whether it arrived is unknown then, so a message may come twice.
    /// </param>
    /// <param name="cancellationToken">Ends the trying; whether the last try arrived is then unknown.</param>
    Task PublishAsync(Func<CancellationToken, Task> publish, CancellationToken cancellationToken);
}
