using System.Diagnostics;
using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Datasets;
using ReId.Model.Studies.Running;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Studies.Planning;

/// <summary>Makes the plan of a study: as many images as the user says, or as the budget allows.</summary>
internal static class StudyPlanner
{
    /// <exception cref="ReIdException">The budget is too small.</exception>
    public static async Task<StudyPlan> MakeAsync(
        StudySettings settings, DataSet data, IReadOnlyList<StudyMember> members, IStudyObserver observer, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var warmUp = new NetworkWarmUp(settings, data);
        var forward = new Dictionary<string, double>(StringComparer.Ordinal);
        // Where one member shows its forward speed, the others are worth comparing to it.
        foreach (var member in members.Any(member => member.ForwardOnly) ? members : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            observer.Measuring($"{member.Name}, forward");
            forward[member.Name] = warmUp.Forward(member.Recipe is { } recipe
                ? BackboneCatalog.Get(recipe.Model.Backbone, recipe.Model.Options)
                : BackboneCatalog.Get(member.Name));
        }

        StudyMember[] trained = [.. members.Where(member => member.Recipe is not null)];
        var plan = trained.Length == 0
            ? new StudyPlan()
            : settings.Images is { } images
                ? Given(images, StudyRecipes.BatchOf(trained[0].Recipe!))
                : await MeasuredAsync(settings, trained, warmUp, observer, clock, cancellationToken).ConfigureAwait(false);
        return plan with { Forward = forward, Seconds = clock.Elapsed.TotalSeconds };
    }

    private static StudyPlan Given(int images, int batch) => new() { Images = (images + batch - 1) / batch * batch, Batch = batch };

    private static async Task<StudyPlan> MeasuredAsync(
        StudySettings settings, StudyMember[] trained, NetworkWarmUp warmUp, IStudyObserver observer, Stopwatch clock,
        CancellationToken cancellationToken)
    {
        var timings = new Dictionary<string, NetworkTiming>(StringComparer.Ordinal);
        var measured = new List<(string Name, NetworkTiming Timing)>();
        foreach (var member in trained)
        {
            var network = Network(member.Recipe!.Model);
            if (!timings.TryGetValue(network, out var timing))
            {
                observer.Measuring($"{member.Recipe.Model.Backbone}, training");
                timings[network] = timing = await warmUp.MeasureAsync(member.Recipe, cancellationToken).ConfigureAwait(false);
            }

            measured.Add((member.Name, timing));
        }

        var batch = StudyRecipes.BatchOf(trained[0].Recipe!);
        var left = settings.Budget.TotalSeconds - clock.Elapsed.TotalSeconds;
        var (images, slowest, leftOut) = BudgetDivision.Divide(measured, settings.RunSeeds.Count, batch, left, settings.Budget);
        return new StudyPlan { Images = images, Batch = batch, Slowest = slowest, LeftOut = leftOut };
    }

    // Members that share a network share its speed: losses and parts of the data cost next to nothing.
    private static string Network(ModelRecipe model) =>
        $"{model.Backbone} {string.Join(' ', model.Options.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}";
}
