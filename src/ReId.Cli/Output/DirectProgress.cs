namespace ReId.Cli.Output;

/// <summary>
/// Reports on the caller's thread. <see cref="Progress{T}"/> posts to the pool, where the last report may come after
/// the result it belongs to.
/// </summary>
internal sealed class DirectProgress<T>(Action<T> show) : IProgress<T>
{
    public void Report(T value) => show(value);
}
