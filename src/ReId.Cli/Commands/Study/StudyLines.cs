using ReId.Cli.Commands.Eval;
using ReId.Cli.Output;
using ReId.Model.Evaluation;
using ReId.Model.Studies;
using ReId.Model.Studies.Planning;
using ReId.Model.Studies.Results;
using ReId.Model.Studies.Running;

namespace ReId.Cli.Commands.Study;

/// <summary>What a study says: a line for each finished run on stdout, progress and notes on stderr.</summary>
internal sealed class StudyLines(StudySettings settings) : IStudyObserver, IDisposable
{
    private ProgressLine? _training;
    private StageLine? _evaluation;
    private string _run = "";
    private string _number = "";

    public void Measuring(string network) => Console.Error.WriteLine($"measuring {network}");

    public void Planned(StudyPlan plan, int runs)
    {
        Terminal.Line(plan.Images == 0
            ? FormattableString.Invariant($"{settings.Study.Name}: {runs} evaluations")
            : FormattableString.Invariant($"{settings.Study.Name}: {runs} runs of {plan.Images} images in batches of {plan.Batch}"));
        foreach (var left in plan.LeftOut)
        {
            Terminal.Line($"{left.Member} is left out: {left.Reason}.");
        }
    }

    public void Begin(StudyMember member, int seed, int number, int total)
    {
        Clear();
        _run = seed == 0 ? member.Name : FormattableString.Invariant($"{member.Name}, seed {seed}");
        _number = FormattableString.Invariant($"[{number}/{total}]");
    }

    public void Step(int images, int total, double perSecond)
    {
        _training ??= new ProgressLine($"{_number} {_run}");
        _training.Show(images, total, perSecond, "images", perSecond > 0 ? TimeSpan.FromSeconds((total - images) / perSecond) : null);
    }

    public void Report(EvaluationProgress value)
    {
        _training?.Dispose();
        _training = null;
        _evaluation ??= new StageLine();
        _evaluation.Report(value);
    }

    public void Finished(StudyRun run)
    {
        Clear();
        Terminal.Line(run.Problem is { } problem
            ? $"{_number} {_run,-38} {problem}"
            : FormattableString.Invariant($"{_number} {_run,-38} rank-1 {run.Rank1:0.0000}  mAP {run.MAp:0.0000}  {run.Seconds:0.0} s"));
    }

    public void Note(string text)
    {
        Clear();
        Console.Error.WriteLine($"note: {text}");
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        _training?.Dispose();
        _evaluation?.Dispose();
        (_training, _evaluation) = (null, null);
    }
}
