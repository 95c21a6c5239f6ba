namespace ReId.Contracts;

/// <summary>
/// What a transport does about a publication that it refuses for now: a full line, a broker that is away. Without one, a
/// failure is a failure.
/// </summary>
public interface IPublishPatience
{
    /// <summary>Publishes, and tries again with growing pauses until the transport has taken the message.</summary>
    /// <param name="publish">One try.</param>
    /// <param name="cancellationToken">Ends the trying; whether the last try arrived is then unknown.</param>
    Task PublishAsync(Func<Task> publish, CancellationToken cancellationToken);
}
