using ReId.Cli.Output;
using ReId.Index.Clustering.Pipeline;

namespace ReId.Cli.Commands.Cluster;

/// <summary>A line of progress for each stage.</summary>
internal sealed class ClusterProgressLine : IProgress<ClusteringProgress>, IDisposable
{
    private ProgressLine? _line;
    private string? _stage;

    public void Report(ClusteringProgress value)
    {
        if (value.Stage != _stage)
        {
            _line?.Dispose();
            (_line, _stage) = (new ProgressLine(value.Stage), value.Stage);
        }

        var rate = value.Done / Math.Max(value.Elapsed.TotalSeconds, 1e-9);
        TimeSpan? left = value.Done > 0 ? TimeSpan.FromSeconds((value.Total - value.Done) / rate) : null;
        _line!.Show(value.Done, value.Total, value.Done == 0 ? 0 : rate, "rows", left);
    }

    public void Dispose() => _line?.Dispose();
}
