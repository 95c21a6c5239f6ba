using ReId.Cli.Output;
using ReId.Model.Evaluation;

namespace ReId.Cli.Commands.Eval;

/// <summary>Progress of work in stages: a line for each.</summary>
internal sealed class StageLine : IProgress<EvaluationProgress>, IDisposable
{
    private ProgressLine? _line;
    private string? _stage;

    public void Report(EvaluationProgress value)
    {
        if (value.Stage != _stage)
        {
            _line?.Dispose();
            _line = new ProgressLine(value.Stage);
            _stage = value.Stage;
        }

        var rate = value.Done / Math.Max(value.Elapsed.TotalSeconds, 1e-9);
        TimeSpan? left = value.Done > 0 ? TimeSpan.FromSeconds((value.Total - value.Done) / rate) : null;
        _line!.Show(value.Done, value.Total, rate, "images", left);
    }

    public void Dispose() => _line?.Dispose();
}
