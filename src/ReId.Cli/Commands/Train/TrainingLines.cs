using ReId.Cli.Output;
using ReId.Model.Training.Metrics;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Reporting;
using ReId.Model.Training.Runs;

namespace ReId.Cli.Commands.Train;

/// <summary>What a run says: a line of progress on stderr, evaluations on stdout, notes on stderr.</summary>
internal sealed class TrainingLines : ITrainingObserver, IDisposable
{
    private TrainingProgressLine _line = new();

    public void Begin(Recipe recipe, TrainingData data, RunFolder folder) => Terminal.Line(
        $"{recipe.Name}: {recipe.Model.Backbone} on {data.Source.Name}, {data.Images.Count} pictures of {data.Classes} identities; files in {folder.Root}");

    public void Step(TrainingProgress progress) => _line.Show(progress);

    public void Evaluated(EvaluationMetrics scores, bool best)
    {
        Clear();
        Terminal.Line(FormattableString.Invariant(
            $"epoch {scores.Epoch,3}  mAP {scores.MAp:0.0000}  rank-1 {scores.Rank1:0.0000}  mINP {scores.MInp:0.0000}{(best ? "  best so far" : "")}"));
    }

    public void Note(string text)
    {
        Clear();
        Console.Error.WriteLine($"note: {text}");
    }

    public void Dispose() => _line.Dispose();

    private void Clear()
    {
        _line.Dispose();
        _line = new TrainingProgressLine();
    }
}
