using System.Diagnostics;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Evaluation;
using ReId.Model.Studies.Planning;
using ReId.Model.Studies.Reporting;
using ReId.Model.Studies.Results;
using ReId.Model.Training.Runs;

namespace ReId.Model.Studies.Running;

/// <summary>
/// Runs a study: plan, then every member with the first seed, every member with the second and so on. Each finished run is
/// written at once, so that a study that is interrupted has lost at most the steps since a checkpoint.
/// </summary>
public sealed class StudyRunner
{
    private readonly StudySettings _settings;
    private readonly DataSet _data;
    private readonly IStudyObserver _observer;
    private readonly IReadOnlyList<StudyMember> _members;
    private ChangedQueries? _queries;

    /// <summary>Chooses the members; nothing is computed yet.</summary>
    /// <param name="settings">Which study, and how.</param>
    /// <param name="data">Training identities are its training list, scores those of its queries in its gallery.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <exception cref="ReIdException">A setting or the data do not fit; says what.</exception>
    public StudyRunner(StudySettings settings, DataSet data, IStudyObserver observer)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(data);
        (_settings, _data, _observer) = (settings, data, observer);
        if (data.Query.Count == 0 || data.Gallery.Count == 0)
        {
            throw new ReIdException(
                $"{data.Name} has {data.Query.Count} queries and {data.Gallery.Count} gallery pictures, and a study needs both.");
        }

        if (!settings.Study.Trains && settings.Weights is null)
        {
            throw new ReIdException($"The study '{settings.Study.Name}' evaluates a finished model: name it by --weights.");
        }

        _members = StudyMembers.Choose(settings, data);
    }

    /// <summary>Runs what is not done yet.</summary>
    /// <param name="cancellationToken">Leaves what is finished, with its table and report.</param>
    /// <exception cref="ReIdException">The budget is too small, a file cannot be written, …</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<StudyOutcome> RunAsync(CancellationToken cancellationToken)
    {
        _settings.Folder.Prepare(_settings.Resume);
        var results = StudyResults.Open(_settings, _data, _members);
        if (results.Plan is null)
        {
            results.Plan = await StudyPlanner.MakeAsync(_settings, _data, _members, _observer, cancellationToken).ConfigureAwait(false);
            results.Write();
        }

        var runs = Runs(results.Plan).ToArray();
        _observer.Planned(results.Plan, runs.Length);
        try
        {
            for (var i = 0; i < runs.Length; i++)
            {
                var (member, seed) = runs[i];
                if (results.Find(member.Name, seed) is null)
                {
                    _observer.Begin(member, seed, i + 1, runs.Length);
                    results.Add(await RunAsync(member, seed, results.Plan, cancellationToken).ConfigureAwait(false));
                    _observer.Finished(results.Runs[^1]);
                }
            }
        }
        catch (OperationCanceledException) when (results.Runs.Count > 0)
        {
            Publish(results, complete: false);
            throw;
        }

        return Publish(results, complete: true);
    }

    private IEnumerable<(StudyMember Member, int Seed)> Runs(StudyPlan plan) =>
        from seed in _settings.RunSeeds
        from member in _members
        where !member.ForwardOnly && plan.LeftOut.All(left => left.Member != member.Name)
        select (member, seed);

    private async Task<StudyRun> RunAsync(StudyMember member, int seed, StudyPlan plan, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        if (member.Recipe is null)
        {
            _queries ??= await ChangedQueries.EmbedAsync(_data, StudyMembers.Embedder(_settings, _settings.Weights!), _observer, cancellationToken).ConfigureAwait(false);
            return Scored(_queries.Evaluate(member.Change, cancellationToken));
        }

        var batch = StudyRecipes.BatchOf(member.Recipe);
        var steps = plan.Images / batch;
        var rate = 0.0;
        StudyTraining training;
        string model;
        try
        {
            training = new StudyTraining(member.Recipe, _data, seed, steps, _settings.Folder.Run(member.Name, seed), _settings);
            var first = 0;
            model = await training.RunAsync(
                done =>
                {
                    first = first == 0 ? done - 1 : first;
                    rate = (done - first) * batch / clock.Elapsed.TotalSeconds;
                    _observer.Step(done * batch, plan.Images, rate);
                },
                _observer.Note, cancellationToken).ConfigureAwait(false);
        }
        catch (ReIdException e) when (e.InnerException is NotFiniteException cause)
        {
            // That a loss diverges under the common settings is a finding, and no reason to lose the others.
            return new StudyRun { Member = member.Name, Seed = seed, Problem = $"{cause.What} is not finite", Seconds = clock.Elapsed.TotalSeconds };
        }

        var features = await DataSetFeatures.EmbedAsync(_data, StudyMembers.Embedder(_settings, model), _observer, cancellationToken).ConfigureAwait(false);
        var run = Scored(FeatureEvaluation.Run(features.ToSet(), options: null, progress: null, cancellationToken));
        training.Tidy();
        return run with { Images = steps * batch, ImagesPerSecond = rate };

        StudyRun Scored(EvaluationReport report) => new()
        {
            Member = member.Name,
            Seed = seed,
            Rank1 = report.Ranks[0].Value,
            MAp = report.MeanAveragePrecision.Value,
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    private StudyOutcome Publish(StudyResults results, bool complete)
    {
        var outcome = StudyOutcome.Of(_settings, _data, _members, results, complete);
        StudyJson.Write(_settings.Folder.Json, outcome);
        StudyReport.Write(_settings.Folder.Report, outcome);
        return outcome;
    }
}
