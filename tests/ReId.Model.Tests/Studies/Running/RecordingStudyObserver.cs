using ReId.Model.Evaluation;
using ReId.Model.Studies;
using ReId.Model.Studies.Planning;
using ReId.Model.Studies.Results;
using ReId.Model.Studies.Running;

namespace ReId.Model.Tests.Studies.Running;

/// <summary>Keeps what a study says, and may stop it.</summary>
internal sealed class RecordingStudyObserver(Action<int>? afterStep = null) : IStudyObserver
{
    private int _steps;

    public List<string> Measured { get; } = [];

    public List<string> Begun { get; } = [];

    public List<StudyRun> Done { get; } = [];

    public StudyPlan? Plan { get; private set; }

    public void Measuring(string network) => Measured.Add(network);

    public void Planned(StudyPlan plan, int runs) => Plan = plan;

    public void Begin(StudyMember member, int seed, int number, int total) => Begun.Add(FormattableString.Invariant($"{member.Name} {seed} {number}/{total}"));

    public void Step(int images, int total, double perSecond) => afterStep?.Invoke(++_steps);

    public void Finished(StudyRun run) => Done.Add(run);

    public void Note(string text)
    {
    }

    public void Report(EvaluationProgress value)
    {
    }
}
