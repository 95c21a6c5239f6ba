namespace ReId.Search.Endpoints.Cameras;

/// <summary>The sources that this process ingests.</summary>
public interface ILiveSources
{
    /// <summary>What each is doing now.</summary>
    IReadOnlyList<LiveSourceState> States { get; }
}

/// <summary>What a source is doing.</summary>
/// <param name="Camera">Name of its camera.</param>
/// <param name="Address">Where it is, without a password.</param>
/// <param name="IsLive">A camera rather than footage.</param>
/// <param name="State">In a few words: <c>connected</c>, <c>waiting</c>, <c>ended</c>, <c>failed</c>, …</param>
/// <param name="Connected">Whether frames come.</param>
/// <param name="FramesPerSecond">Frames looked at per second, lately.</param>
/// <param name="Dropped">Frames that nobody had time for.</param>
public sealed record LiveSourceState(
    string Camera, string Address, bool IsLive, string State, bool Connected, double FramesPerSecond, long Dropped);

/// <summary>Cameras are ingested elsewhere.</summary>
internal sealed class NoLiveSources : ILiveSources
{
    public IReadOnlyList<LiveSourceState> States => [];
}
