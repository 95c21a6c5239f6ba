using ReId.Model.Evaluation;
using ReId.Model.Studies.Planning;
using ReId.Model.Studies.Results;

namespace ReId.Model.Studies.Running;

/// <summary>Is told how a study goes; called on the thread that runs it. Reports of an evaluation come as progress.</summary>
public interface IStudyObserver : IProgress<EvaluationProgress>
{
    /// <summary>A network is being measured, before the plan is made.</summary>
    /// <param name="network">Name of the network.</param>
    void Measuring(string network);

    /// <summary>The plan is made, or was read.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="runs">Runs in all.</param>
    void Planned(StudyPlan plan, int runs);

    /// <summary>A run begins.</summary>
    /// <param name="member">What is run.</param>
    /// <param name="seed">Its seed; 0 where nothing is drawn.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="total">Runs in all.</param>
    void Begin(StudyMember member, int seed, int number, int total);

    /// <summary>A step of the training is done.</summary>
    /// <param name="images">Images of the run that are done.</param>
    /// <param name="total">Images of the run.</param>
    /// <param name="perSecond">Images per second.</param>
    void Step(int images, int total, double perSecond);

    /// <summary>A run is done and written.</summary>
    /// <param name="run">What came of it.</param>
    void Finished(StudyRun run);

    /// <summary>Something that the user should know.</summary>
    /// <param name="text">A sentence.</param>
    void Note(string text);
}
